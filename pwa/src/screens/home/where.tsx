import { useState } from 'preact/hooks'
import { saveDraft } from '../../actions/phone'
import { Choice } from '../../components/choice'
import { Icon } from '../../components/icon'
import { Sheet } from '../../components/sheet'
import { showSnackbar } from '../../components/snackbar'
import { problem, t } from '../../i18n'
import { type Catalogue, type Me, useLive } from '../../queries'
import { places } from '../../queries/team'
import { usual } from '../../queries/usual'
import { labelOf } from '../labels'
import { holderOf, keyFor } from '../log/holder'
import { USUAL } from '../log/saving'
import { optionsOf } from '../shared/options'

interface Props {
  person: Me
  catalogue: Catalogue
  /** Today. */
  day: string
}

/** Where the next session will be: a question until the day's first answer, and changed by a tap. */
export function Where({ person, catalogue, day }: Props) {
  const key = keyFor(USUAL, holderOf(person))
  const last = useLive(usual(key, person.current, 'where'))
  const ours = useLive(places()) ?? []
  const [isOpen, setOpen] = useState(false)
  if (last === undefined) return null
  // Of an earlier day nothing is chosen yet: a tap on the same place is an answer.
  const chosen = last?.day === day ? last : null
  const choose = (placeKind: string, place: string | null) => {
    setOpen(false)
    const companions = chosen?.companions ?? []
    saveDraft(key, { day, placeKind, place, companions }).catch(() =>
      showSnackbar(problem('storage_unavailable')),
    )
  }
  const kind = chosen && labelOf(catalogue, 'place_kind', chosen.placeKind)
  const named = ours.find(({ id }) => id === chosen?.place)
  return (
    <>
      <button
        type="button"
        class={chosen ? 'where' : 'where open'}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <span>{named?.name ?? kind ?? t('home.where')}</span>
        <Icon name="forward" size={16} />
      </button>
      {isOpen && (
        <Sheet title={t('home.where')} onClose={() => setOpen(false)}>
          {ours.length > 0 && (
            <Choice
              legend={t('log.place')}
              options={ours.map(({ id, name }) => ({ value: id, label: name }))}
              value={chosen?.place ?? ''}
              onChange={(id) => choose(ours.find((one) => one.id === id)?.placeKind ?? 'KHAC', id)}
            />
          )}
          <Choice
            legend={t('log.place_kind')}
            options={optionsOf(catalogue.placeKinds)}
            value={chosen && !chosen.place ? chosen.placeKind : ''}
            onChange={(placeKind) => choose(placeKind, null)}
          />
        </Sheet>
      )}
    </>
  )
}
