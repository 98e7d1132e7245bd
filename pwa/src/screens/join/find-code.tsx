import { useState } from 'preact/hooks'
import { Field } from '../../components/field'
import { Icon } from '../../components/icon'
import { useRefused } from '../../components/use-refused'
import { t } from '../../i18n'
import { Scan } from '../shared/scan'
import { FromPicture } from './from-picture'

/** Why a code was not taken; another object each time. */
export interface Refused {
  text: string
}

interface Props {
  /** The letters so far: a code that was not found stands there to be mended. */
  typed: string
  onType: (text: string) => void
  /** The phone has a code that can be looked up again with nothing typed. */
  hasCode: boolean
  wrong: Refused | null
  onCode: (text: string) => void
}

/** Three ways to a code, each there without the others: camera, picture, letters. */
export function FindCode({ typed, onType, hasCode, wrong, onCode }: Props) {
  const [scanning, setScanning] = useState(false)
  const form = useRefused<HTMLFormElement>(wrong)
  if (scanning) {
    return (
      <Scan
        onCode={(text) => {
          setScanning(false)
          onCode(text)
        }}
        onClose={() => setScanning(false)}
      />
    )
  }
  return (
    <>
      <p>{t('join.how')}</p>
      <button type="button" class="button primary big" onClick={() => setScanning(true)}>
        <Icon name="scan" />
        {t('join.scan')}
      </button>
      <FromPicture onCode={onCode} />
      <form
        class="card"
        ref={form}
        onSubmit={(event) => {
          event.preventDefault()
          onCode(typed)
        }}
      >
        <Field
          label={t('join.code')}
          hint={t('join.code.hint')}
          value={typed}
          onInput={onType}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          wrong={wrong?.text}
        />
        <button type="submit" class="button" disabled={!typed.trim() && !hasCode}>
          {t('join.code.look')}
        </button>
      </form>
    </>
  )
}
