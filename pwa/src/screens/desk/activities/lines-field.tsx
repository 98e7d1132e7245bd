import { t } from '../../../i18n'
import { TextArea } from '../text-area'
import { type Line, timesOf } from './programme-lines'

interface Props {
  lines: Line[]
  value: string
  wrong: string | undefined
  onInput: (value: string) => void
}

const SHOWN = 3
const CHARS = 20_000

/** What comes in a part, a line each, and below it how the lines are read. */
export function LinesField({ lines, ...field }: Props) {
  const read = lines
    .slice(0, SHOWN)
    .map((line) => [timesOf(line), line.title, line.by && `(${line.by})`].filter(Boolean).join(' '))
  const more = lines.length > SHOWN ? '; …' : ''
  return (
    <>
      <TextArea
        label={t('programme.part.lines')}
        hint={t('programme.part.lines.hint')}
        rows={8}
        maxLength={CHARS}
        {...field}
      />
      {lines.length > 0 && (
        <p class="hint" role="status">
          {t('programme.part.read', { n: lines.length, lines: read.join('; ') + more })}
        </p>
      )}
    </>
  )
}
