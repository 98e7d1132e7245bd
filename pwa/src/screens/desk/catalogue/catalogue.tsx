import { useOnce } from '../../../components/once'
import '../../../styles/desk.css'
import { placeItems } from '../../../actions/desk/catalogue'
import { Choice } from '../../../components/choice'
import { Icon } from '../../../components/icon'
import { CsvButton } from '../../../components/lead/csv-button'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t, type Word } from '../../../i18n'
import { ServerAnswer, useQuery } from '../../lead/answer'
import type { CatalogueRow } from '../../lead/api-types'
import { forms } from '../../lead/forms/form-names'
import { useBegunForms, useOpenForm } from '../../lead/forms/persisted-form'
import { mayEditCatalogue, useSignedIn } from '../../lead/signed-in'
import { address } from '../../router'
import { setQuery } from '../../shared/set-query'
import { DeskPage } from '../shared/desk-page'
import { Item, labelIn } from './catalogue-item'
import { inOrder, neighbour, swapped } from './catalogue-order'
import { NewItemForm } from './new-item'

const KINDS = ['service', 'outcome', 'reason', 'place_kind', 'age_band', 'affiliation']

/** What phones offer to choose from, list by list: words, order, what is added and retired. */
export function CatalogueScreen() {
  const answer = useQuery('/api/catalogue')
  const asked = address.value.query.get('kind') ?? ''
  const kind = KINDS.includes(asked) ? asked : 'service'
  const keeps = mayEditCatalogue(useSignedIn())
  return (
    <DeskPage
      paper={{ shown: answer.path, chosen: [t(`catalogue.kind.${kind}` as Word)] }}
      title={t('screen.name.catalogue')}
      under={<p class="soft">{t(keeps ? 'catalogue.why' : 'catalogue.kept_above')}</p>}
    >
      <Choice
        legend={t('catalogue.kind')}
        quiet
        options={KINDS.map((each) => ({
          value: each,
          label: t(`catalogue.kind.${each}` as Word),
        }))}
        value={kind}
        onChange={(value) => setQuery({ kind: value === 'service' ? undefined : value })}
      />
      <ServerAnswer answer={answer}>
        {({ rows }) => <List key={kind} kind={kind} rows={inOrder(rows, kind)} keeps={keeps} />}
      </ServerAnswer>
    </DeskPage>
  )
}

interface ListProps {
  kind: string
  rows: CatalogueRow[]
  /** Whether it may be changed, or only read. */
  keeps: boolean
}

function List({ kind, rows, keeps }: ListProps) {
  const [adding, setAdding] = useOpenForm(forms.newItem(kind))
  const begun = useBegunForms()
  const { busy, once } = useOnce()
  const move = async (row: CatalogueRow, other: CatalogueRow) => {
    const answer = await placeItems(kind, swapped(rows, row, other))
    if (!answer.ok) {
      showSnackbar(problem(answer.problem))
    }
  }
  const offered = rows.filter((row) => row.active)
  const retired = rows.filter((row) => !row.active)
  const line = (row: CatalogueRow) => (
    <li class={row.flags.is_group ? 'line group-head' : 'line'} key={row.code}>
      <Item
        row={row}
        keeps={keeps}
        busy={busy}
        above={neighbour(rows, row, -1)}
        below={neighbour(rows, row, 1)}
        onMove={(other) => once(() => move(row, other))}
      />
    </li>
  )
  return (
    <>
      {adding && <NewItemForm kind={kind} rows={rows} onClose={() => setAdding(false)} />}
      <p class="row">
        {!adding && keeps && (
          <button type="button" class="button primary" onClick={() => setAdding(true)}>
            {t('catalogue.add')}
          </button>
        )}
        <CsvButton
          name={`tung-ngo-danh-muc-${kind}`}
          rows={rows}
          columns={[
            { name: t('catalogue.code'), cell: (row) => row.code },
            { name: t('catalogue.label_vi'), cell: (row) => row.label_vi },
            { name: t('catalogue.label_en'), cell: (row) => row.label_en },
            { name: t('catalogue.group'), cell: (row) => row.group },
            { name: t('catalogue.used'), cell: (row) => row.used },
            {
              name: t('accounts.state'),
              cell: (row) => t(row.active ? 'catalogue.offered' : 'catalogue.retired'),
            },
          ]}
        />
      </p>
      {shelvesOf(offered).map(({ head, rows: on }) =>
        head ? (
          <details
            class="more shelf"
            key={head.code}
            open={[head, ...on].some((row) => begun.has(forms.item(kind, row.code)))}
          >
            <summary>
              <Icon name="forward" size={20} />
              <span>
                {labelIn(head)} <span class="soft">{t('catalogue.count', { n: on.length })}</span>
              </span>
            </summary>
            <ul class="lines">{[head, ...on].map(line)}</ul>
          </details>
        ) : (
          <ul class="lines" key="">
            {on.map(line)}
          </ul>
        ),
      )}
      {retired.length > 0 && (
        <section class="stack">
          <h2>{t('catalogue.retired')}</h2>
          <ul class="lines">{retired.map(line)}</ul>
        </section>
      )}
    </>
  )
}

interface Shelf {
  /** The group's own entry; null where a list has no groups. */
  head: CatalogueRow | null
  rows: CatalogueRow[]
}

/** Each group with its services, as phones show them; all in one where there are no groups. */
function shelvesOf(rows: CatalogueRow[]): Shelf[] {
  const heads = rows.filter((row) => row.flags.is_group)
  const known = new Set(heads.map((head) => head.code))
  const rest = rows.filter((row) => !row.flags.is_group)
  const alone = rest.filter((row) => !known.has(row.group ?? '') || heads.length === 0)
  return [
    ...heads.map((head) => ({ head, rows: rest.filter((row) => row.group === head.code) })),
    ...(alone.length > 0 ? [{ head: null, rows: alone }] : []),
  ]
}
