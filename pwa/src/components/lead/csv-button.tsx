import { t } from '../../i18n'
import { download } from '../file'
import { Icon } from '../icon'
import { type Column, csvOf, fileName } from './csv'

interface Props<Row> {
  /** What the file holds, and of which days if it is of some: "tung-ngo-doi". */
  name: string
  /** Whose, where that is not in the name. */
  of?: string | null | undefined
  columns: readonly Column<Row>[]
  rows: readonly Row[]
}

/** "Tải CSV": hands over the table that is on screen as a file. Nothing is asked of the server. */
export function CsvButton<Row>({ name, of, columns, rows }: Props<Row>) {
  const take = () => {
    download(
      new Blob([csvOf(columns, rows)], { type: 'text/csv;charset=utf-8' }),
      fileName(name, of),
    )
  }
  return (
    <button type="button" class="button no-print" onClick={take}>
      <Icon name="save" size={20} />
      {t('csv.take')}
    </button>
  )
}
