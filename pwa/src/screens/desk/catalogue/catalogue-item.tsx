import { changeItem } from '../../../actions/desk/catalogue'
import { Icon } from '../../../components/icon'
import { useOnce } from '../../../components/once'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t } from '../../../i18n'
import { language } from '../../../i18n/language'
import type { CatalogueRow } from '../../lead/api-types'
import { SubmitForm } from '../../lead/forms/form'
import { forms } from '../../lead/forms/form-names'
import { usePersistedForm } from '../../lead/forms/persisted-form'
import { RowActions } from '../../lead/forms/row-actions'
import { LabelsFields } from '../shared/labels-fields'

/** Its label in the language shown. */
export const labelIn = (row: CatalogueRow): string =>
  language.value === 'en' ? row.label_en : row.label_vi

interface Props {
  row: CatalogueRow
  keeps: boolean
  busy: boolean
  above: CatalogueRow | undefined
  below: CatalogueRow | undefined
  onMove: (other: CatalogueRow) => void
}

/** One entry of a list: its words in both languages, its place, whether phones offer it. */
export function Item({ row, keeps, busy, above, below, onMove }: Props) {
  const name = labelIn(row)
  const { once } = useOnce()
  const offer = async () => {
    const answer = await changeItem(row.kind, row.code, { active: !row.active })
    if (!answer.ok) {
      showSnackbar(problem(answer.problem))
    } else showSnackbar(t(row.active ? 'catalogue.retire.done' : 'catalogue.offer.done', { name }))
  }
  return (
    <>
      <span class="entry">
        <span>
          <span class="name">{name}</span>
          <span class="soft small number">
            {[
              language.value === 'en' ? row.label_vi : row.label_en,
              row.code,
              // Of a group its services speak.
              ...(row.flags.is_group ? [] : [usedOf(row)]),
            ].join(' · ')}
          </span>
        </span>
        {keeps && row.active && (
          <span class="places">
            <Move name={name} icon="up" to={above} busy={busy} onMove={onMove} />
            <Move name={name} icon="down" to={below} busy={busy} onMove={onMove} />
          </span>
        )}
      </span>
      {keeps && (
        <RowActions
          name={name}
          actions={[
            {
              label: t('catalogue.words'),
              formName: forms.item(row.kind, row.code),
              form: (close) => <Labels row={row} name={name} onClose={close} />,
            },
            // Without its group a service would stand nowhere.
            ...(row.flags.is_group && row.active
              ? []
              : [
                  {
                    label: t(row.active ? 'catalogue.retire' : 'catalogue.offer'),
                    danger: row.active,
                    run: () => void once(offer),
                  },
                ]),
          ]}
        />
      )}
    </>
  )
}

interface MoveProps {
  name: string
  icon: 'up' | 'down'
  to: CatalogueRow | undefined
  busy: boolean
  onMove: (other: CatalogueRow) => void
}

function Move({ name, icon, to, busy, onMove }: MoveProps) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={t(icon === 'up' ? 'catalogue.up' : 'catalogue.down', { name })}
      disabled={busy || !to}
      onClick={() => to && onMove(to)}
    >
      <Icon name={icon === 'up' ? 'send' : 'down'} />
    </button>
  )
}

function Labels({ row, name, onClose }: { row: CatalogueRow; name: string; onClose: () => void }) {
  const typed = usePersistedForm(forms.item(row.kind, row.code), () => ({
    vi: row.label_vi,
    en: row.label_en,
  }))
  const labels = typed.values
  const vi = labels.vi.trim()
  const en = labels.en.trim()
  return (
    <SubmitForm
      typed={typed}
      title={t('catalogue.words.of', { name })}
      missing={() => (vi ? null : t('catalogue.missing'))}
      save={() => changeItem(row.kind, row.code, { label_vi: vi, label_en: en || vi })}
      saved={t('form.saved')}
      onClose={onClose}
    >
      {({ text }) => (
        <>
          <p>{t('catalogue.words.why')}</p>
          <LabelsFields text={text} />
        </>
      )}
    </SubmitForm>
  )
}

const usedOf = ({ used }: CatalogueRow): string =>
  used > 0 ? t('catalogue.used_n', { n: used }) : t('catalogue.unused')
