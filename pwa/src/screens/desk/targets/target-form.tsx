import { useState } from 'preact/hooks'
import { type Aim, type Measure, setTarget } from '../../../actions/desk/targets'
import { Choice } from '../../../components/choice'
import { Field, Select } from '../../../components/field'
import { DayField } from '../../../components/lead/day-field'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t } from '../../../i18n'
import { monthEnd } from '../../../i18n/dates'
import { formatNumber } from '../../../i18n/format'
import { language } from '../../../i18n/language'
import { useQuery } from '../../lead/answer'
import type { CatalogueRow } from '../../lead/api-types'
import { SubmitForm } from '../../lead/forms/form'
import { usePersistedForm } from '../../lead/forms/persisted-form'
import { todayHere } from '../../lead/today'
import { type Reading, readShare, readWhole } from '../shared/parse-number'
import type { Indicator, TargetRow } from '../shared/target-types'

interface Props {
  place: { unit?: string | undefined; team?: string | undefined }
  form: string
  /** The one that is changed; its measure and days stay, since they tell which one it is. */
  target?: TargetRow
  onClose: () => void
}

const GONE: ReadonlySet<string> = new Set(['not_found', 'target_above', 'wrong_role'])
const COUNTED = ['people', 'completed', 'turns', 'volunteers', 'sessions'] as const

/** What is to be reached, by what it is counted, and until when. */
export function TargetForm({ place, form, target, onClose }: Props) {
  const indicators = useQuery('/api/indicators')
  const catalogue = useQuery('/api/catalogue')
  const known = indicators.body?.rows ?? []
  const typed = usePersistedForm(form, () => beginsWith(target))
  const { what, from, to, how, goal, share, denominator, name, note, seen } = typed.values
  const [measure = 'people', of = ''] = what.split(':') as [Measure, string?]
  const measured = known.find((one) => measure === 'indicator' && one.code === of)?.kind === 'share'
  const isShare = measured || how === 'share'
  const [isTold, setTold] = useState(false)
  const read: Record<string, Reading> = isShare
    ? {
        share: readShare(share, 1),
        ...(!measured && { denominator: readWhole(denominator) }),
      }
    : { goal: readWhole(goal) }
  return (
    <SubmitForm
      typed={typed}
      title={t(target ? 'targets.change' : 'targets.new')}
      missing={() => {
        const day = (one: string) => (one ? undefined : t('targets.day.missing'))
        const turned = from && to && from > to ? t('targets.turned') : undefined
        return {
          from: day(from),
          to: day(to) ?? turned,
          ...Object.fromEntries(Object.entries(read).map(([field, { wrong }]) => [field, wrong])),
        }
      }}
      save={async () => {
        const numbers = Object.entries(read).map(([field, { value }]) => [field, value])
        const aim = {
          ...Object.fromEntries(numbers),
          ...(isShare && !measured && name.trim() && { denominator_name: name.trim() }),
          note: note.trim() || null,
        }
        // Who was told that it has changed has seen what stands there now.
        const saw = isTold || !seen ? seenOf(target) : JSON.parse(seen)
        const answer = await setTarget({ ...place, measure, of, from, to, ...aim, saw })
        if (answer.ok) return answer
        setTold(answer.problem === 'changed_meanwhile')
        // One that is gone, or is set from above since, takes its form with it.
        if (target && GONE.has(answer.problem)) showSnackbar(problem(answer.problem))
        return answer
      }}
      saved={t('targets.saved')}
      onClose={onClose}
    >
      {({ text, choice }) => (
        <>
          {!target && (
            <>
              <Select
                label={t('targets.measure')}
                options={optionsOf(catalogue.body?.rows ?? [], known)}
                {...choice('what')}
              />
              <Outcomes measure={measure} catalogue={catalogue.body?.rows ?? []} />
              <div class="two">
                <DayField required label={t('form.from')} {...text('from')} />
                <DayField required label={t('targets.last')} {...text('to')} />
              </div>
            </>
          )}
          {!measured && (
            <Choice
              legend={t('targets.how')}
              options={[
                { value: 'goal', label: t('targets.how.goal') },
                { value: 'share', label: t('targets.how.share') },
              ]}
              {...choice('how')}
            />
          )}
          {isShare ? (
            <Field
              required
              label={t('targets.share')}
              hint={t('targets.share.hint')}
              {...text('share')}
            />
          ) : (
            <Field required inputmode="numeric" label={t('targets.goal')} {...text('goal')} />
          )}
          {isShare && !measured && (
            <>
              <Field
                required
                inputmode="numeric"
                label={t('targets.denominator')}
                hint={t('targets.denominator.hint')}
                {...text('denominator')}
              />
              <Field
                label={t('targets.denominator_name')}
                hint={t('targets.denominator_name.hint')}
                maxLength={120}
                {...text('name', 'denominator_name')}
              />
            </>
          )}
          <Field
            label={t('targets.note')}
            hint={t('targets.note.hint')}
            maxLength={400}
            {...text('note')}
          />
        </>
      )}
    </SubmitForm>
  )
}

/** Which outcomes count for the target. */
function Outcomes({ measure, catalogue }: { measure: Measure; catalogue: CatalogueRow[] }) {
  if (measure === 'completed') return <p class="hint">{t('targets.completed.hint')}</p>
  const counted = catalogue.filter((row) => row.kind === 'outcome' && row.flags.counts)
  if (measure !== 'turns' || counted.length === 0) return null
  const names = counted.map((row) => (language.value === 'vi' ? row.label_vi : row.label_en))
  return <p class="hint">{t('targets.turns.hint', { names: names.join(', ') })}</p>
}

function seenOf(target: TargetRow | undefined): Aim | null {
  if (!target) return null
  const { goal, share, denominator, denominator_name, note } = target
  return { goal, share, denominator, denominator_name, note }
}

function beginsWith(target: TargetRow | undefined) {
  const month = todayHere().slice(0, 7)
  const written = (value: number | null | undefined) => (value ? formatNumber(value) : '')
  return {
    what: target ? `${target.measure}:${target.of}` : 'people:',
    from: target?.from ?? `${month}-01`,
    to: target?.to ?? monthEnd(month),
    how: target?.share ? 'share' : 'goal',
    goal: written(target?.goal),
    share: written(target?.share && target.share / 10),
    denominator: written(target?.denominator),
    name: target?.denominator_name ?? '',
    note: target?.note ?? '',
    seen: target ? JSON.stringify(seenOf(target)) : '',
  }
}

/** Everything that can be aimed at: the counted figures, groups of services, indicators. */
function optionsOf(catalogue: CatalogueRow[], indicators: Indicator[]) {
  const vi = language.value === 'vi'
  const groups = catalogue.filter((row) => row.kind === 'service' && row.flags.is_group)
  return [
    ...COUNTED.map((each) => ({ value: `${each}:`, label: t(`measure.${each}`) })),
    ...groups.map((row) => ({
      value: `completed:${row.code}`,
      label: t('measure.completed_of', { name: vi ? row.label_vi : row.label_en }),
    })),
    ...groups.map((row) => ({
      value: `turns:${row.code}`,
      label: t('measure.turns_of', { name: vi ? row.label_vi : row.label_en }),
    })),
    ...indicators
      .filter((row) => row.active)
      .map((row) => ({
        value: `indicator:${row.code}`,
        label: vi ? row.label_vi : row.label_en,
      })),
  ]
}
