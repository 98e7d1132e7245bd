import { useState } from 'preact/hooks'
import { writeActivity } from '../../../actions/desk/activities'
import { Field, Select } from '../../../components/field'
import { DayField } from '../../../components/lead/day-field'
import { Sheet } from '../../../components/sheet'
import { t, type Word } from '../../../i18n'
import { HELPING } from '../../../queries/activities'
import { useQuery } from '../../lead/answer'
import type { TeamRow } from '../../lead/api-types'
import { SubmitForm } from '../../lead/forms/form'
import { usePersistedForm } from '../../lead/forms/persisted-form'
import { todayHere } from '../../lead/today'
import { type Activity, KINDS, type Kind } from './api-types'
import { TeamCheckboxes } from './team-checkboxes'

interface Props {
  unit: string
  /** Under which key the list is kept that shows it. */
  shown: string
  form: string
  activity?: Pick<
    Activity,
    'id' | 'kind' | 'name' | 'from' | 'to' | 'place' | 'partners' | 'link' | 'teams' | 'version'
  >
  onSaved?: (saved: Activity) => void
  onClose: () => void
}

const LABEL = 120
const PARTNERS = 400
const LINK = 500
const MOST_TEAMS = 200

/** An activity: its kind, name, days and place, the teams that take part, and partners. */
export function ActivityForm({ unit, shown, form, activity, onSaved, onClose }: Props) {
  const teams = useQuery('/api/teams', { unit })
  const typed = usePersistedForm(form, () => ({
    kind: activity?.kind ?? 'ra_quan',
    name: activity?.name ?? '',
    from: activity?.from ?? todayHere(),
    to: activity?.to ?? todayHere(),
    place: activity?.place ?? '',
    partners: activity?.partners ?? '',
    link: activity?.link ?? '',
    teams: (activity?.teams ?? []).map((team) => team.id).join(' '),
    seen: String(activity?.version ?? ''),
  }))
  const { name, from, to, place, partners, link } = typed.values
  // The last day follows the first until it is chosen itself.
  const [follows, setFollows] = useState(from === to)
  const kind = typed.values.kind as Kind
  const chosen = typed.values.teams.split(' ').filter(Boolean)
  const known = teams.body?.rows ?? []
  const isForAll = kind === 'cau_lac_bo' && chosen.length === 0
  const reached = isForAll ? known : known.filter(({ id }) => chosen.includes(id))
  const phones = phonesOf(reached)
  const [answer, ask] = useState<((yes: boolean) => void) | null>(null)
  // Without the list of teams there is no question.
  const mayReach = !teams.body && (isForAll || chosen.length > 0)
  const isSure = async () =>
    phones > 0 || mayReach || (await new Promise<boolean>((yes) => ask(() => yes)))
  const close = (yes: boolean) => {
    ask(null)
    answer?.(yes)
  }
  const gone = (activity?.teams ?? []).filter((team) => known.every(({ id }) => id !== team.id))
  return (
    <>
      <SubmitForm
        typed={typed}
        title={t(activity ? 'activities.change' : 'activities.add')}
        missing={() => {
          const day = (one: string) => (one ? undefined : t('targets.day.missing'))
          const turned = from && to && from > to ? t('targets.turned') : undefined
          const wrong = {
            name: name.trim() ? undefined : t('activities.name.missing'),
            from: day(from),
            to: day(to) ?? turned,
            place: place.trim() ? undefined : t('activities.place.missing'),
          }
          if (Object.values(wrong).some(Boolean)) return wrong
          return HELPING.has(kind) && chosen.length === 0 ? t('activities.missing.teams') : null
        }}
        isSure={isSure}
        save={() =>
          writeActivity(
            {
              unit,
              name: name.trim(),
              from,
              to,
              place: place.trim(),
              partners: partners.trim() || null,
              kind,
              link: link.trim() || null,
              teams: chosen,
              version: activity ? Number(typed.values.seen) : null,
            },
            activity?.id ?? null,
            shown,
          )
        }
        saved={t('form.saved')}
        onDone={({ activity: saved }) => {
          onSaved?.(saved)
          onClose()
        }}
        onClose={onClose}
      >
        {({ text, choice }) => (
          <>
            <Select
              label={t('activities.kind')}
              options={KINDS.map((one) => ({
                value: one,
                label: t(`activity.kind.${one}` as Word),
              }))}
              {...choice('kind')}
            />
            {HELPING.has(kind) && <p class="hint">{t('activities.counted')}</p>}
            <Field
              required
              label={t('activities.name')}
              hint={t('activities.name.hint')}
              maxLength={LABEL}
              {...text('name')}
            />
            <div class="two">
              <DayField
                required
                label={t('form.from')}
                {...text('from')}
                onInput={(day) => typed.set({ from: day, ...(follows && day && { to: day }) })}
              />
              <DayField
                required
                label={t('targets.last')}
                {...text('to')}
                onInput={(day) => {
                  setFollows(false)
                  typed.set({ to: day })
                }}
              />
            </div>
            <Field
              required
              label={t('activities.place')}
              hint={t('activities.place.hint')}
              maxLength={LABEL}
              {...text('place')}
            />
            <Field
              label={t('activities.partners')}
              hint={t('activities.partners.hint')}
              maxLength={PARTNERS}
              {...text('partners')}
            />
            {!HELPING.has(kind) && (
              <Field
                label={t('activities.link')}
                hint={t('activities.link.hint')}
                maxLength={LINK}
                {...text('link')}
              />
            )}
            <TeamCheckboxes
              legend={t('activities.which_teams')}
              teams={[...known, ...gone]}
              values={chosen}
              most={MOST_TEAMS}
              onChange={(teams) => typed.set({ teams: teams.join(' ') })}
            >
              {isForAll && <p class="hint">{t('activities.club.all')}</p>}
              {!mayReach && (
                <p class="hint" role="status">
                  {reachOf(reached, chosen.length || reached.length)}
                </p>
              )}
            </TeamCheckboxes>
          </>
        )}
      </SubmitForm>
      {answer && (
        <Sheet
          ask
          title={t('activities.reach.sure')}
          onClose={() => close(false)}
          foot={
            <>
              <button type="button" class="button" onClick={() => close(true)}>
                {t('activities.reach.save')}
              </button>
              <button type="button" class="button primary" onClick={() => close(false)}>
                {t('activities.reach.back')}
              </button>
            </>
          }
        >
          <p>{t('activities.reach.why')}</p>
        </Sheet>
      )}
    </>
  )
}

const phonesOf = (teams: readonly TeamRow[]): number =>
  teams.reduce((sum, team) => sum + team.devices, 0)

/** So many teams without a phone are named. */
const NAMED = 3

/** How many phones of how many teams, and which teams have none; `n` teams were chosen. */
function reachOf(reached: readonly TeamRow[], n: number): string {
  const phones = phonesOf(reached)
  if (n === 0) return t('activities.reach.no_team')
  if (phones === 0) return t('activities.reach.none', { n })
  const without = reached.filter((team) => team.devices === 0)
  const names = without.slice(0, NAMED).map((team) => team.name)
  if (without.length > NAMED) names.push('…')
  return [
    t('activities.reach', { phones, n: reached.length - without.length }),
    without.length > 0 &&
      t('activities.reach.without', { n: without.length, names: names.join(', ') }),
  ]
    .filter(Boolean)
    .join(' ')
}
