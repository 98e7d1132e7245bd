import { useState } from 'preact/hooks'
import { t } from '../i18n'
import { Icon } from './icon'
import { showSnackbar } from './snackbar'

interface Props {
  text: string
  label: string
  primary?: boolean
}

/** Copies a text; where the browser refuses, shows it to be copied by hand. */
export function Copy({ text, label, primary = false }: Props) {
  const [byHand, setByHand] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      showSnackbar(t('copy.done'))
    } catch {
      setByHand(true)
    }
  }
  return (
    <>
      <button type="button" class={primary ? 'button primary' : 'button'} onClick={copy}>
        <Icon name="copy" size={20} />
        {label}
      </button>
      {byHand && (
        <div class="field">
          <label for="copy-by-hand">{t('copy.by_hand')}</label>
          <input
            id="copy-by-hand"
            readOnly
            value={text}
            onFocus={(event) => event.currentTarget.select()}
          />
        </div>
      )}
    </>
  )
}
