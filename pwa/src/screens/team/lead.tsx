import type { ComponentChildren } from 'preact'
import { Page } from '../../components/page'
import { t, type Word } from '../../i18n'
import { me, type Person, useLive } from '../../queries'

interface Props {
  title: Word
  back?: string
  children: (lead: Person) => ComponentChildren
}

/** A screen for who leads the team; anybody else reads where to look instead. */
export function LeadPage({ title, back, children }: Props) {
  const person = useLive(me())
  if (!person) return null
  const who = person.current
  const leads = who?.role === 'lead' && who.state === 'approved'
  return (
    <Page
      title={t(title)}
      {...(back && { back })}
      under={
        leads && <p class="soft">{[who.teamName, who.unitName].filter(Boolean).join(' · ')}</p>
      }
    >
      {leads ? children(who) : <p class="empty">{t('own_team.not_lead')}</p>}
    </Page>
  )
}
