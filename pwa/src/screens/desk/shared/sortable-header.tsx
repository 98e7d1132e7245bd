import { t, type Word } from '../../../i18n'

interface Props {
  name: Word
  isNumber: boolean
  /** The table's order by this column, if it is sorted by it. */
  order: 'ascending' | 'descending' | undefined
  onSort: () => void
}

/** The head of a column; a tap sorts the table by it. */
export const SortableHeader = ({ name, isNumber, order, onSort }: Props) => (
  <th scope="col" class={isNumber ? 'amount' : undefined} aria-sort={order}>
    <button type="button" class="sort" onClick={onSort}>
      {t(name)}
      <span aria-hidden="true">{order && (order === 'ascending' ? ' ↑' : ' ↓')}</span>
    </button>
  </th>
)
