import { useEffect, useId, useRef } from 'preact/hooks'
import { t } from '../../i18n'
import { MOST_NOTE } from '../../rules/kinds/session-bounds'
import { screened } from './screened'

interface Props {
  value: string
  onChange: (value: string) => void
}

/** The one free text; it is looked through at each letter, but never changed while one types. */
export function Note({ value, onChange }: Props) {
  const id = useId()
  const left = MOST_NOTE - [...value.normalize('NFC')].length
  const wrong = screened({ text: value, where: t('log.note'), onClean: onChange })
  const said = useRef<HTMLDivElement>(null)
  const isWrong = Boolean(wrong)
  useEffect(() => {
    if (isWrong) said.current?.scrollIntoView({ block: 'nearest' })
  }, [isWrong])
  return (
    <div class="field">
      <label for={id}>{t('log.note')}</label>
      <textarea
        id={id}
        rows={2}
        value={value}
        aria-invalid={wrong || left < 0 ? 'true' : undefined}
        aria-describedby={`${id}-hint ${id}-wrong`}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <p class="hint" id={`${id}-hint`}>
        {t('log.note.hint')} ({t('log.note.left', { n: left })})
      </p>
      <div class="wrong" id={`${id}-wrong`} aria-live="polite" ref={said}>
        {wrong}
        {!wrong && left < 0 && t('log.note.long', { n: -left })}
      </div>
    </div>
  )
}
