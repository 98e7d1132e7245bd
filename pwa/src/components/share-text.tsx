import { t } from '../i18n'
import { Copy } from './copy'
import { Icon } from './icon'
import { canShare, share } from './share'

/** A text as it will stand in a chat, to be copied or handed to the share sheet. */
export function ShareText({ text }: { text: string }) {
  return (
    <details class="card message no-print">
      <summary>
        <Icon name="send" size={20} />
        {t('message.title')}
      </summary>
      <pre>{text}</pre>
      <p class="row">
        <Copy primary text={text} label={t('message.copy')} />
        {canShare() && (
          <button type="button" class="button" onClick={() => void share({ text })}>
            {t('share.take')}
          </button>
        )}
      </p>
    </details>
  )
}
