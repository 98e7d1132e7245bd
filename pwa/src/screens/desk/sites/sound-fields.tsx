import { sendSound } from '../../../actions/desk/site-files'
import { Field } from '../../../components/field'
import { t, type Word } from '../../../i18n'
import type { FormFields } from '../../lead/forms/form'
import type { Fields } from '../../lead/forms/persisted-form'
import { formatBytes } from '../../shared/format-bytes'
import { TextArea } from '../text-area'
import { FileField } from './file-field'
import { LENGTHS } from './typed-content'
import { addressOf, type Sending, useUpload } from './use-upload'

interface Props {
  /** Of the Vietnamese texts, or of the English ones. */
  start: '' | 'en.'
  values: Fields
  fields: FormFields<Fields>
  files: readonly string[]
  sending: Sending
  onChange: (some: Fields) => void
}

/** The recording in a language, with what is said in it for whoever does not hear it. */
export function SoundFields({ start, values, fields, files, sending, onChange }: Props) {
  const { text, wrong } = fields
  const { send, at } = useUpload(sending, t('sites.sound.refused'))
  const own = `${start}sound`
  const wire = start ? 'english.sound' : 'sound'
  const sha = values[`${own}.file`]
  const address = sha ? addressOf(sha, files) : null
  const { said, wrong: failed } = at(own)
  const choose = (file: File) =>
    void send(
      own,
      (onSent) => sendSound(file, onSent),
      (sent) => {
        onChange({ [`${own}.file`]: sent.sha })
        return {
          text: t('sites.sound.told', { size: formatBytes(sent.blob.size) }),
          blob: sent.blob,
        }
      },
    )
  return (
    <fieldset class="stack">
      <legend class="legend">{t(`sites.${own}` as Word)}</legend>
      {address && (
        // biome-ignore lint/a11y/useMediaCaption: what is said in it is written below
        <audio
          controls
          preload="none"
          class="site-sound"
          src={address}
          aria-label={t(`sites.${own}` as Word)}
        />
      )}
      {sha && !address && (
        <p class="hint" role="alert">
          {t('sites.file.gone')}
        </p>
      )}
      {said && <p role="status">{said}</p>}
      <FileField
        label={t(sha ? 'sites.sound.other' : 'sites.sound.file')}
        hint={t('sites.sound.hint')}
        accept="audio/*,.opus,.ogg,.webm,.m4a,.mp3"
        disabled={sending.busy}
        wrong={failed ?? wrong(wire)}
        onChoose={choose}
      />
      {sha && (
        <>
          <TextArea
            label={t('sites.sound.transcript')}
            hint={t('sites.sound.transcript.hint')}
            rows={6}
            maxLength={LENGTHS.transcript}
            {...text(`${own}.transcript`, `${wire}.transcript`)}
          />
          <Field
            label={t('sites.sound.credit')}
            hint={t('sites.sound.credit.hint')}
            maxLength={LENGTHS.credit}
            {...text(`${own}.credit`, `${wire}.credit`)}
          />
          <p>
            <button
              type="button"
              class="button plain"
              onClick={() => onChange({ [`${own}.file`]: '' })}
            >
              {t('sites.sound.remove')}
            </button>
          </p>
        </>
      )}
    </fieldset>
  )
}
