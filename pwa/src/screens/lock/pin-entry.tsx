import { useEffect, useState } from 'preact/hooks'
import { unlock, waitOf } from '../../actions/pin'
import { useOnce } from '../../components/once'
import { t } from '../../i18n'
import type { Person } from '../../queries'
import { PinField } from './pin-field'

/** The PIN of one person; after five wrong ones it waits, longer each time. */
export function PinEntry({ person }: { person: Person }) {
  const [pin, setPin] = useState('')
  const [wrong, setWrong] = useState(false)
  const { busy, once } = useOnce()
  const [wait, setWait] = useState(0)
  useEffect(() => {
    void waitOf(person.member).then(setWait)
  }, [person.member])
  useEffect(() => {
    if (wait <= 0) return
    const timer = setTimeout(() => setWait(wait - 1), 1000)
    return () => clearTimeout(timer)
  }, [wait])
  const open = async () => {
    const tried = await unlock(person.member, person.team, pin)
    if (tried.ok) return
    setPin('')
    setWrong(true)
    setWait(tried.wait)
  }
  return (
    <form
      class="card roomy"
      onSubmit={(event) => {
        event.preventDefault()
        if (wait === 0 && pin) void once(open)
      }}
    >
      <PinField
        label={t('lock.pin', { name: person.name })}
        value={pin}
        onInput={(next) => {
          setWrong(false)
          setPin(next)
        }}
        wrong={wait > 0 ? t('lock.wait', { n: wait }) : wrong ? t('lock.wrong') : undefined}
      />
      <button type="submit" class="button primary big" disabled={busy || wait > 0}>
        {t('lock.open')}
      </button>
      <p class="small soft">{t('lock.forgot')}</p>
    </form>
  )
}
