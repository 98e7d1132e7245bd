import type { ImportReport, RowFault } from '../../../actions/desk/excel'
import { Figures } from '../../../components/figures'
import { problem, t, type Word } from '../../../i18n'

/** What becomes of a file's rows, what has to be mended in Excel, and what somebody should look at. */
export function ExcelReport({ report }: { report: ImportReport }) {
  const { ignored, errors, errors_in_all, warnings, warnings_in_all } = report
  const figures = [
    { label: t('excel.added'), value: report.added },
    { label: t('excel.changed'), value: report.changed },
    { label: t('excel.unchanged'), value: report.unchanged },
    ...(report.left > 0 ? [{ label: t('excel.left'), value: report.left }] : []),
    ...(report.refused > 0 ? [{ label: t('excel.refused'), value: report.refused }] : []),
  ]
  return (
    <>
      {report.rows === 0 && <p class="empty">{t('excel.empty')}</p>}
      {report.rows > 0 && !report.written && <Figures figures={figures} />}
      {ignored.length > 0 && !report.written && (
        <p class="soft">{t('excel.ignored', { names: ignored.join(', ') })}</p>
      )}
      {errors.length > 0 && (
        <Faults title="excel.errors" how="excel.errors.how" faults={errors} all={errors_in_all} />
      )}
      {warnings.length > 0 && (
        <Faults title="excel.warnings" faults={warnings} all={warnings_in_all} />
      )}
    </>
  )
}

interface Props {
  title: Word
  how?: Word
  faults: readonly RowFault[]
  /** With those that are not listed one by one. */
  all: number
}

function Faults({ title, how, faults, all }: Props) {
  return (
    <section class="stack">
      <h3>{t(title)}</h3>
      {how && <p>{t(how)}</p>}
      <table class="faults">
        <caption class="unseen">{t(title)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('excel.row')}</th>
            <th scope="col">{t('excel.what')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.map(({ row, column, value, code }) => (
            <tr key={`${row}/${column}/${code}`}>
              <th scope="row">{row}</th>
              <td>
                <span class="where">
                  {[column, value && `“${value}”`].filter(Boolean).join(': ')}
                </span>
                {sentenceOf(code)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {all > faults.length && <p>{t('excel.more', { n: all - faults.length })}</p>}
    </section>
  )
}

/** A row's own sentence, or that of the register: what cannot be done by hand cannot be done so. */
function sentenceOf(code: string): string {
  const key = `excel.fault.${code}`
  const said = t(key as Word)
  return said === key ? problem(code) : said
}
