import { useState } from 'preact/hooks'
import { addMember } from '../../actions/lead/team'
import { Field, Select } from '../../components/field'
import { useOnce } from '../../components/once'
import { showSnackbar } from '../../components/snackbar'
import { t } from '../../i18n'
import { catalogue, useLive } from '../../queries'
import { ownTeamMembers } from '../../queries/team'
import { containsCitizenData, screened } from '../log/screened'
import { isCalledSo } from '../shared/namesakes'
import { optionsOf, usualAffiliation } from '../shared/options'

const MOST_NAME = 60
const ALLOWED = ['person_name'] as const

/** A person who works with the team, added at once and with no network. */
export function AddMember() {
  const [open, setOpen] = useState(false)
  if (open) return <Form onClose={() => setOpen(false)} />
  return (
    <button type="button" class="button" onClick={() => setOpen(true)}>
      {t('own_team.add')}
    </button>
  )
}

function Form({ onClose }: { onClose: () => void }) {
  const known = useLive(catalogue())
  const members = useLive(ownTeamMembers()) ?? []
  const [member] = useState(() => crypto.randomUUID())
  const [name, setName] = useState('')
  const [chosen, choose] = useState('')
  const affiliation = chosen || usualAffiliation(known)
  const [wrong, setWrong] = useState(false)
  const { busy, once } = useOnce()
  const add = async () => {
    const clean = name.normalize('NFC').trim().replace(/\s+/g, ' ')
    if (containsCitizenData(clean, ALLOWED)) return setWrong(true)
    const answer = await addMember({ member, name: clean, affiliation })
    setWrong(!answer.ok)
    if (!answer.ok) return
    showSnackbar(t('own_team.added', { name: clean }))
    onClose()
  }
  return (
    <form
      class="card roomy"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void once(add)
      }}
    >
      <p class="soft">{t('own_team.add.text')}</p>
      <Field
        label={t('own_team.add.name')}
        hint={t('own_team.add.name.hint')}
        maxLength={MOST_NAME}
        value={name}
        onInput={(next) => {
          setWrong(false)
          setName(next)
        }}
        wrong={
          screened({
            text: name,
            where: t('own_team.add.name'),
            allowed: ALLOWED,
            onClean: setName,
          }) ?? (wrong ? t('own_team.add.wrong') : undefined)
        }
      />
      {isCalledSo(name, members) && <p class="small">{t('own_team.add.namesake')}</p>}
      {known && (
        <Select
          label={t('invite.affiliation')}
          options={optionsOf(known.affiliations)}
          value={affiliation}
          onChange={choose}
        />
      )}
      <div class="row">
        <button type="submit" class="button primary" disabled={busy}>
          {t('own_team.add.take')}
        </button>
        <button type="button" class="button plain" onClick={onClose}>
          {t('do.close')}
        </button>
      </div>
    </form>
  )
}
