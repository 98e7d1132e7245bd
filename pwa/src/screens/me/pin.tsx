import { useState } from 'preact/hooks'
import { checkPin, lockScreen, PIN_FORM, removePin, setPin } from '../../actions/pin'
import { useOnce } from '../../components/once'
import { showSnackbar } from '../../components/snackbar'
import { useRefused } from '../../components/use-refused'
import { t } from '../../i18n'
import type { Person } from '../../queries'
import { PinField } from '../lock/pin-field'

/** The PIN of whoever holds the phone: set, change, remove, lock now. */
export function PinCard({ person }: { person: Person }) {
  const [doing, setDoing] = useState<'set' | 'remove' | null>(null)
  return (
    <section class="card">
      <h2>{t('pin.title')}</h2>
      <p class="soft">{t('pin.why', { name: person.name })}</p>
      {doing ? (
        <Form key={doing} doing={doing} person={person} onDone={() => setDoing(null)} />
      ) : (
        <div class="row">
          <button type="button" class="button" onClick={() => setDoing('set')}>
            {t(person.hasPin ? 'pin.change' : 'pin.set')}
          </button>
          {person.hasPin && (
            <>
              <button type="button" class="button" onClick={() => setDoing('remove')}>
                {t('pin.remove')}
              </button>
              <button type="button" class="button" onClick={lockScreen}>
                {t('lock.now', { name: person.name })}
              </button>
            </>
          )}
        </div>
      )}
    </section>
  )
}

interface FormProps {
  doing: 'set' | 'remove'
  person: Person
  onDone: () => void
}

function Form({ doing, person, onDone }: FormProps) {
  const [now, setNow] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [wrong, setWrong] = useState<{ now?: string; next?: string; again?: string }>({})
  const form = useRefused<HTMLFormElement>(wrong)
  const { busy, once } = useOnce()
  const save = async () => {
    if (doing === 'set' && !PIN_FORM.test(next)) return setWrong({ next: t('pin.wrong_form') })
    if (doing === 'set' && next !== again) return setWrong({ again: t('pin.differ') })
    const tried = await checkPin(person.member, now)
    if (!tried.ok) {
      return setWrong({ now: tried.wait ? t('lock.wait', { n: tried.wait }) : t('lock.wrong') })
    }
    if (doing === 'set') await setPin(person.member, next)
    else await removePin(person.member)
    showSnackbar(t(doing === 'set' ? 'pin.saved' : 'pin.removed'))
    onDone()
  }
  return (
    <form
      class="stack roomy"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault()
        void once(save)
      }}
    >
      {person.hasPin && (
        <PinField label={t('pin.now')} value={now} onInput={setNow} wrong={wrong.now} />
      )}
      {doing === 'set' && (
        <>
          <PinField label={t('pin.new')} value={next} onInput={setNext} wrong={wrong.next} />
          <PinField label={t('pin.again')} value={again} onInput={setAgain} wrong={wrong.again} />
        </>
      )}
      <div class="row">
        <button type="submit" class="button primary" disabled={busy}>
          {t(doing === 'remove' ? 'pin.remove' : person.hasPin ? 'pin.change' : 'pin.set')}
        </button>
        <button type="button" class="button plain" onClick={onDone}>
          {t('do.close')}
        </button>
      </div>
    </form>
  )
}
