import type { NewInvitation } from '../../../actions/lead/desk'
import { Qr } from '../../../components/lead/qr'
import { t } from '../../../i18n'
import { formatInstant } from '../../../i18n/dates'
import type { Ref } from '../api-types'
import { formatUnit } from '../format-unit'
import { ShareSign, STEPS, Step } from './poster-pictures'

export interface PosterTeam extends Ref {
  unit?: { name: string; kind?: string } | null
}

interface Props {
  invitation: NewInvitation
  team: PosterTeam
}

const SENTENCES = ['poster.step.1', 'poster.step.2', 'poster.step.3'] as const

/** The sheet for the wall, on the screen as on paper; the PDF of the server says the same. */
export function Poster({ invitation, team }: Props) {
  return (
    <div class="sheet-of-paper">
      <p class="what print-only">
        {t('app.name')} · {t('poster.what')}
      </p>
      <p class="poster-team print-only">{team.name}</p>
      <p class="print-only">
        {[t('poster.union'), team.unit && formatUnit(team.unit)].filter(Boolean).join(' · ')}
      </p>
      <Qr text={invitation.link} label={t('invite.show.qr', { team: team.name })} />
      <dl class="definitions stack">
        <div>
          <dt>{t('invite.show.short')}</dt>
          <dd class="short-code">{invitation.short_code}</dd>
        </div>
      </dl>
      <p class="small">{t('poster.no_camera', { address: addressOf(invitation.link) })}</p>
      <ol class="poster-steps">
        {STEPS.map((parts, index) => (
          <li key={SENTENCES[index]}>
            <Step parts={parts} />
            <span>
              {index + 1}. {t(SENTENCES[index] as (typeof SENTENCES)[number])}
            </span>
          </li>
        ))}
      </ol>
      <p class="small">
        <ShareSign /> {t('poster.iphone')}
      </p>
      {/* Paper stays: always the day too. */}
      <p class="print-only until">
        {t('invite.until_day', { when: formatInstant(invitation.expires_at, 0) })}
      </p>
    </div>
  )
}

/** Where the short code is typed: the link without what is secret in it. */
function addressOf(link: string): string {
  return link.replace(/^https?:\/\//, '').replace(/#.*$/, '')
}
