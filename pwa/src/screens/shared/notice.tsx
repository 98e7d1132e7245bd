import { t } from '../../i18n'

/** What is kept about a volunteer, why, who sees it, and what the volunteer may ask for. */
export function Notice() {
  return (
    <dl class="definitions notice">
      <Part title={t('privacy.what')} text={t('privacy.what.text')} />
      <Part title={t('privacy.why')} text={t('privacy.why.text')} />
      <Part title={t('privacy.who')} text={t('privacy.who.text')} />
      <Part title={t('privacy.long')} text={t('privacy.long.text')} />
      <Part title={t('privacy.rights')} text={t('privacy.rights.text')} />
    </dl>
  )
}

function Part({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{text}</dd>
    </div>
  )
}
