import '../security/words'
import '../../../styles/desk.css'
import '../../../styles/security.css'
import { useState } from 'preact/hooks'
import { CsvButton } from '../../../components/lead/csv-button'
import { t, type Word } from '../../../i18n'
import { ServerAnswer, useQuery } from '../../lead/answer'
import { Empty } from '../../lead/empty'
import { forms } from '../../lead/forms/form-names'
import { useOpenForm } from '../../lead/forms/persisted-form'
import { useSignedIn } from '../../lead/signed-in'
import { todayHere } from '../../lead/today'
import { type MadeReset, ShownReset } from '../security/shown-reset'
import { DeskPage } from '../shared/desk-page'
import { formatUnit, unitOptions } from '../shared/tree'
import { AccountLine } from './account-line'
import { NewAccountForm } from './new-account'
import { type Secret, ShownPassword } from './shown-password'

/** The accounts of those who coordinate below: add, rename, give another unit or password, stop. */
export function Accounts() {
  const answer = useQuery('/api/accounts')
  const [adding, setAdding] = useOpenForm(forms.newAccount)
  const [secret, setSecret] = useState<Secret | null>(null)
  const [reset, setReset] = useState<MadeReset | null>(null)
  const own = useSignedIn()?.unit
  const units = useQuery('/api/units')
  // An account is made strictly below the own unit; who has none makes them everywhere.
  const below = unitOptions(units.body?.rows ?? [], todayHere(), {}).some(
    ({ value }) => value !== own?.id,
  )
  const noneBelow = own && units.body && !below ? own : null
  const show = (made: Secret) => {
    setAdding(false)
    setReset(null)
    setSecret(made)
  }
  const showReset = (made: MadeReset) => {
    setSecret(null)
    setReset(made)
  }
  return (
    <DeskPage
      paper={{ shown: answer.path }}
      title={t('screen.name.accounts')}
      under={<p class="soft">{t('accounts.why')}</p>}
    >
      {secret && <ShownPassword secret={secret} onClose={() => setSecret(null)} />}
      {reset && <ShownReset made={reset} onClose={() => setReset(null)} />}
      {adding && <NewAccountForm onMade={show} onCancel={() => setAdding(false)} />}
      {!adding && !noneBelow && (
        <p>
          <button type="button" class="button primary" onClick={() => setAdding(true)}>
            {t('accounts.add')}
          </button>
        </p>
      )}
      <ServerAnswer answer={answer}>
        {({ rows }) => (
          <>
            {rows.length === 0 && (
              <Empty
                why="not_begun"
                text={
                  noneBelow
                    ? t('accounts.none_below', { unit: formatUnit(noneBelow) })
                    : t('accounts.none')
                }
              />
            )}
            {rows.length > 0 && (
              <>
                <p>
                  <CsvButton
                    name="tung-ngo-tai-khoan"
                    rows={rows}
                    columns={[
                      { name: t('login.name'), cell: (row) => row.login },
                      { name: t('accounts.name'), cell: (row) => row.name },
                      {
                        name: t('accounts.role'),
                        cell: (row) => t(`accounts.role.${row.role}` as Word),
                      },
                      { name: t('accounts.unit'), cell: (row) => row.unit && formatUnit(row.unit) },
                      {
                        name: t('accounts.state'),
                        cell: (row) => t(row.disabled ? 'accounts.disabled' : 'accounts.works'),
                      },
                      {
                        name: t('security.two_steps'),
                        cell: (row) => t(row.factors ? 'security.on' : 'security.off'),
                      },
                    ]}
                  />
                </p>
                <ul class="lines">
                  {rows.map((row) => (
                    <li class="line" key={row.id}>
                      <AccountLine row={row} onSecret={show} onReset={showReset} />
                    </li>
                  ))}
                </ul>
              </>
            )}
          </>
        )}
      </ServerAnswer>
    </DeskPage>
  )
}
