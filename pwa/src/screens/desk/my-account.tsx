import '../../styles/desk.css'
import { useState } from 'preact/hooks'
import { changeOwnPassword } from '../../actions/accounts'
import { refreshAccount } from '../../actions/desk'
import { Field } from '../../parts/field'
import { Page } from '../../parts/page'
import { say } from '../../parts/snackbar'
import { deskKeys } from '../../queries'
import { t, type Word } from '../../words'
import { Shown, useAnswer } from './answer'
import type { Account } from './answers'
import { KeepForm } from './keep-form'
import { sayUnit } from './tree'

/** Who is signed in, and the own password. */
export function MyAccount() {
  const answer = useAnswer<Account>(deskKeys.account(), refreshAccount)
  const [changing, setChanging] = useState(false)
  return (
    <Page title={t('screen.name.account')} back="/desk/more">
      <Shown answer={answer}>
        {({ account }) => (
          <>
            <section class="card">
              <h2>{account.name}</h2>
              <dl class="facts stack">
                <div>
                  <dt>{t('login.name')}</dt>
                  <dd>{account.login}</dd>
                </div>
                <div>
                  <dt>{t('accounts.role')}</dt>
                  <dd>
                    {[
                      t(`accounts.role.${account.role}` as Word),
                      account.unit && sayUnit(account.unit),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </dd>
                </div>
              </dl>
            </section>
            {changing ? (
              <OwnPassword onClose={() => setChanging(false)} />
            ) : (
              <p>
                <button type="button" class="button" onClick={() => setChanging(true)}>
                  {t('accounts.own_password')}
                </button>
              </p>
            )}
          </>
        )}
      </Shown>
    </Page>
  )
}

const SHORTEST = 12

function OwnPassword({ onClose }: { onClose: () => void }) {
  const [old, setOld] = useState('')
  const [wanted, setWanted] = useState('')
  const [shown, setShown] = useState(false)
  const type = shown ? 'text' : 'password'
  return (
    <KeepForm
      title={t('accounts.own_password')}
      yes={t('accounts.own_password.take')}
      missing={() => {
        if (!old || !wanted) return t('accounts.own_password.missing')
        return wanted.length < SHORTEST ? t('accounts.own_password.short', { n: SHORTEST }) : null
      }}
      save={() => changeOwnPassword(old, wanted)}
      onDone={() => {
        say(t('accounts.own_password.done'))
        onClose()
      }}
      onCancel={onClose}
    >
      {(wrong) => (
        <>
          <Field
            type={type}
            label={t('accounts.own_password.old')}
            autocomplete="current-password"
            value={old}
            wrong={wrong('old')}
            onInput={setOld}
          />
          <Field
            type={type}
            label={t('accounts.own_password.new')}
            hint={t('accounts.own_password.hint', { n: SHORTEST })}
            autocomplete="new-password"
            value={wanted}
            wrong={wrong('new')}
            onInput={setWanted}
          />
          <label class="check">
            <input
              type="checkbox"
              checked={shown}
              onChange={(event) => setShown(event.currentTarget.checked)}
            />
            <span>{t('login.show')}</span>
          </label>
        </>
      )}
    </KeepForm>
  )
}
