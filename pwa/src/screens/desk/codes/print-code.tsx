import words from 'virtual:words/codes'
import { makeRecordCode, type PrintableRecord, sheetPath } from '../../../actions/desk/codes'
import { useOnce } from '../../../components/once'
import { showSnackbar } from '../../../components/snackbar'
import { addWords, problem, t } from '../../../i18n'
import { formatPrinted } from './format-printed'

addWords(words)

interface Props {
  record: PrintableRecord
  /** A code that leads there, if there is one. */
  code: string | null
  /** The key of the stored answer that holds the code. */
  shown: string
}

/** Prints the plaque of a record; one that no code leads to is given one first. */
export function PrintCode({ record, code, shown }: Props) {
  const { busy, once } = useOnce()
  if (code)
    return (
      <a class="button" href={sheetPath([code], 'plaque')} target="_blank" rel="noreferrer">
        {t('codes.print', { code: formatPrinted(code) })}
      </a>
    )
  const make = async () => {
    const answer = await makeRecordCode(record, shown)
    showSnackbar(answer.ok ? t('codes.print.made') : problem(answer.problem))
  }
  return (
    <button type="button" class="button" disabled={busy} onClick={() => once(make)}>
      {t('codes.print.make')}
    </button>
  )
}
