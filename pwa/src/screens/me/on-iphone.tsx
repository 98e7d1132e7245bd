import { t } from '../../words'
import { ShareSign } from './share-sign'

/** Safari offers no sheet to install: three steps, with the button's own picture. */
export function OnIphone() {
  return (
    <ol class="steps">
      <li>
        <span>
          {t('install.iphone.1')} <ShareSign />
        </span>
      </li>
      <li>{t('install.iphone.2')}</li>
      <li>{t('install.iphone.3')}</li>
    </ol>
  )
}
