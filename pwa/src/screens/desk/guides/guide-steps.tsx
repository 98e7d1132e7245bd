import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks'
import { Select } from '../../../components/field'
import { Icon } from '../../../components/icon'
import { hideSnackbar, showSnackbar } from '../../../components/snackbar'
import { t, type Word } from '../../../i18n'
import { PICTURES, StepPicture } from '../../guides/pictures'
import type { GuideRow } from '../../lead/api-types'
import { screened } from '../../log/screened'
import { Check } from '../shared/check'

export type Step = GuideRow['steps'][number]

/** A step and the letter that it is told by, wherever it stands. */
export interface Named {
  name: string
  step: Step
}

export const BLANK: Step = { vi: '', en: '', picture: null, never: false }
const MOST = 12
/** What guides are named after. */
export const ALLOWED = ['person_name'] as const
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** What is typed: the steps' letters in their order, of which version, and each step for itself. */
export type TypedSteps = { order: string; of: string; [step: `step.${string}`]: string }

const field = (name: string) => `step.${name}` as const

/** What a version says. */
export interface Written {
  version: string
  steps: Step[]
}

/** The steps as they are typed, else as they were written. */
export function stepsOf(typed: TypedSteps, { version, steps: all }: Written): Named[] {
  // Of another version's steps none fills in for one that was typed on this one.
  const written = typed.order && typed.of !== version ? [] : all
  const order = typed.order || [...LETTERS.slice(0, written.length)].join(' ')
  return order.split(' ').map((name) => {
    const said = typed[field(name)]
    // A text that could be a citizen's is not kept over a reload, and then its step alone is as before.
    return { name, step: said ? JSON.parse(said) : (written[LETTERS.indexOf(name)] ?? BLANK) }
  })
}

/** What is to be typed so that the steps are these. */
export function typedOf(steps: Named[], of: string): TypedSteps {
  const each = steps.map(({ name, step }) => [field(name), JSON.stringify(step)])
  return { order: steps.map(({ name }) => name).join(' '), of, ...Object.fromEntries(each) }
}

/** A letter that no step has, had in what was written, or could have again by an undo. */
export function freshName(steps: Named[], typed: TypedSteps, written: Step[]): string {
  const used = new Set(steps.map(({ name }) => name))
  const free = [...LETTERS.slice(written.length)].filter((name) => !used.has(name))
  return free.find((name) => !(field(name) in typed)) ?? free[0] ?? LETTERS
}

interface Props {
  typed: TypedSteps
  written: Written
  onChange: (typed: TypedSteps) => void
}

/** The steps of a guide, one under the other. */
export function Steps({ typed, written, onChange }: Props) {
  const list = useRef<HTMLOListElement>(null)
  const focus = useRef<{ at: number; action?: string } | null>(null)
  const steps = stepsOf(typed, written)
  const now = useRef(steps)
  now.current = steps
  const set = (next: Named[]) => onChange(typedOf(next, typed.order ? typed.of : written.version))
  // What could be undone is gone with the form.
  useEffect(() => hideSnackbar, [])
  // Whoever moves a step goes on from where it is, and not from the top of the page. Not as an effect
  // that waits: one of an earlier drawing would come in between, and find the steps as they were.
  useLayoutEffect(() => {
    const wanted = focus.current
    focus.current = null
    const place = wanted && list.current?.children[wanted.at]
    if (!place) return
    const action = place.querySelector<HTMLButtonElement>(`button[data-action="${wanted.action}"]`)
    const target = action && !action.disabled ? action : place.querySelector('legend')
    target?.focus()
  })
  const move = (at: number, by: number) => {
    const next = steps.filter((_, place) => place !== at)
    next.splice(at + by, 0, ...steps.slice(at, at + 1))
    focus.current = { at: at + by, action: by < 0 ? 'up' : 'down' }
    set(next)
  }
  const remove = (at: number) => {
    const gone = steps.slice(at, at + 1)
    focus.current = { at: Math.min(at, steps.length - 2) }
    set(steps.filter((_, place) => place !== at))
    const bringBack = () => {
      if (now.current.length >= MOST) return
      focus.current = { at }
      const next = [...now.current]
      next.splice(at, 0, ...gone)
      set(next)
    }
    showSnackbar(t('guide.step.removed', { n: at + 1 }), { label: t('do.undo'), run: bringBack })
  }
  return (
    <>
      <ol class="guide-steps" ref={list}>
        {steps.map(({ name, step }, at) => (
          <li key={name}>
            <StepFields
              step={step}
              at={at}
              of={steps.length}
              put={(some) =>
                set(
                  steps.map((one) =>
                    one.name === name ? { name, step: { ...step, ...some } } : one,
                  ),
                )
              }
              move={(by) => move(at, by)}
              remove={() => remove(at)}
            />
          </li>
        ))}
      </ol>
      {steps.length < MOST && (
        <p>
          <button
            type="button"
            class="button"
            onClick={() => {
              focus.current = { at: steps.length }
              set([...steps, { name: freshName(steps, typed, written.steps), step: BLANK }])
            }}
          >
            <Icon name="add" size={20} />
            {t('guide.step.add')}
          </button>
        </p>
      )}
    </>
  )
}

interface StepProps {
  step: Step
  at: number
  of: number
  put: (some: Partial<Step>) => void
  move: (by: number) => void
  remove: () => void
}

function StepFields({ step, at, of, put, move, remove }: StepProps) {
  const n = at + 1
  return (
    <fieldset class="card roomy">
      <legend tabIndex={-1}>{t('guide.step', { n })}</legend>
      <Sentence label={t('guide.step.vi')} value={step.vi} onInput={(vi) => put({ vi })} />
      <Sentence label={t('guide.step.en')} value={step.en} onInput={(en) => put({ en })} />
      <div class="row">
        <StepPicture name={step.picture} />
        <Select
          label={t('guide.picture')}
          options={[
            { value: '', label: t('guide.picture.none') },
            ...Object.keys(PICTURES).map((name) => ({
              value: name,
              label: t(`guide.picture.${name}` as Word),
            })),
          ]}
          value={step.picture ?? ''}
          onChange={(picture) => put({ picture: picture || null })}
        />
      </div>
      <Check label={t('guide.never')} checked={step.never} onChange={(never) => put({ never })} />
      <div class="row">
        <StepButton name="up" n={n} icon="send" off={at === 0} onClick={() => move(-1)} />
        <StepButton name="down" n={n} icon="down" off={n === of} onClick={() => move(1)} />
        <StepButton name="remove" n={n} icon="close" off={of === 1} onClick={remove} />
      </div>
    </fieldset>
  )
}

interface SentenceProps {
  label: string
  value: string
  onInput: (value: string) => void
}

/** Of two lines, so that a phone shows it whole. */
function Sentence({ label, value, onInput }: SentenceProps) {
  const id = useId()
  const wrong = screened({ text: value, where: label, allowed: ALLOWED, onClean: onInput })
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={3}
        maxLength={200}
        value={value}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={wrong && `${id}-wrong`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <div class="wrong" id={`${id}-wrong`} aria-live="polite">
        {wrong}
      </div>
    </div>
  )
}

interface StepButtonProps {
  name: 'up' | 'down' | 'remove'
  n: number
  icon: 'send' | 'down' | 'close'
  off: boolean
  onClick: () => void
}

function StepButton({ name, n, icon, off, onClick }: StepButtonProps) {
  return (
    <button
      type="button"
      class="icon-button"
      data-action={name}
      aria-label={t(`guide.step.${name}`, { n })}
      disabled={off}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  )
}
