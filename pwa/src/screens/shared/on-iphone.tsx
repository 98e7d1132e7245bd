import { t, type Word } from '../../i18n'
import { type IosBrowser, iosBrowser } from '../../queries/ios-browser'
import { IphonePicture, PICTURES } from './iphone-pictures'

const SHARE_IN: Record<IosBrowser, Word> = {
  Safari: 'install.iphone.1',
  Chrome: 'install.iphone.1.chrome',
  Firefox: 'install.iphone.1.firefox',
  Edge: 'install.iphone.1.firefox',
}

/**
 * An iPhone offers no sheet to install: three steps in words and pictures. `code` is what is typed
 * into the app once it is open; whoever has joined needs none.
 */
export function OnIphone({ code }: { code: string | null }) {
  const browser = iosBrowser()
  return (
    <>
      <ol class="steps">
        <li>
          <span>{t(SHARE_IN[browser], { browser })}</span>
          {/* in the others it stands elsewhere */}
          {browser === 'Safari' && <IphonePicture picture={PICTURES.share} />}
        </li>
        <li>
          <span>{t('install.iphone.2')}</span>
          <IphonePicture picture={PICTURES.add} />
        </li>
        <li>
          <span>{code ? t('install.iphone.3.code', { code }) : t('install.iphone.3')}</span>
          <IphonePicture picture={PICTURES.open} />
        </li>
      </ol>
      {browser !== 'Safari' && <p class="soft small">{t('install.iphone.other')}</p>}
    </>
  )
}
