import { useId } from 'preact/hooks'
import { t } from '../../../i18n'
import type { Line } from './programme-lines'

interface Props {
  lines: Line[]
  value: string
  wrong: string | undefined
  onInput: (value: string) => void
}

const SHOWN = 3

/** What comes in a part, a line each, and below it how the lines are read. */
export function LinesField({ lines, value, wrong, onInput }: Props) {
  const id = useId()
  const read = lines
    .slice(0, SHOWN)
    .map(({ start, title, by }) => [start, title, by && `(${by})`].filter(Boolean).join(' '))
  const more = lines.length > SHOWN ? '; …' : ''
  return (
    <div class="field">
      <label for={id}>{t('programme.part.lines')}</label>
      <textarea
        id={id}
        rows={8}
        maxLength={20_000}
        value={value}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={`${id}-hint`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <p class="hint" id={`${id}-hint`}>
        {t('programme.part.lines.hint')}
      </p>
      {lines.length > 0 && (
        <p class="hint" role="status">
          {t('programme.part.read', { n: lines.length, lines: read.join('; ') + more })}
        </p>
      )}
      {wrong && (
        <div class="wrong" role="alert">
          {wrong}
        </div>
      )}
    </div>
  )
}
