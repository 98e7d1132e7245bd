import { type SentPicture, sendPicture } from '../../../actions/desk/site-files'
import { Field } from '../../../components/field'
import { t } from '../../../i18n'
import type { FormFields } from '../../lead/forms/form'
import type { Fields } from '../../lead/forms/persisted-form'
import { formatBytes } from '../../shared/format-bytes'
import { FileField } from './file-field'
import { LENGTHS, MOST_PICTURES, withFirst, withoutPicture } from './typed-content'
import { addressOf, type Sending, useUpload } from './use-upload'

interface Props {
  values: Fields
  fields: FormFields<Fields>
  /** Those of the site that the server has. */
  files: readonly string[]
  sending: Sending
  onChange: (some: Fields) => void
}

/** The pictures of a site: the first one above the page, each with what it shows and whose it is. */
export function PictureFields({ values, fields, files, sending, onChange }: Props) {
  const { send, at } = useUpload(sending, t('sites.picture.refused'))
  const count = Number(values.pictures)
  const choose = (n: number) => (file: File) =>
    void send(
      n === count ? 'new' : `${n}`,
      (onSent) => sendPicture(file, onSent),
      (sent) => {
        onChange({
          pictures: String(Math.max(count, n + 1)),
          [`pic.${n}.file`]: sent.sha,
        })
        return { text: toldOf(sent), blob: sent.small.blob }
      },
    )
  return (
    <fieldset class="stack">
      <legend class="legend">{t('sites.pictures')}</legend>
      <p class="hint">{t('sites.pictures.hint')}</p>
      {Array.from({ length: count }, (_, n) => (
        <One
          key={values[`pic.${n}.file`]}
          n={n}
          values={values}
          fields={fields}
          address={addressOf(values[`pic.${n}.file`] ?? '', files)}
          {...at(n === count - 1 && at('new').said ? 'new' : `${n}`)}
          busy={sending.busy}
          onChoose={choose(n)}
          onFirst={() => onChange(withFirst(values, n))}
          onRemove={() => onChange(withoutPicture(values, n))}
        />
      ))}
      {count < MOST_PICTURES && (
        <>
          <FileField
            label={t(count ? 'sites.picture.more' : 'sites.picture.first')}
            hint={t('sites.picture.hint')}
            accept="image/*"
            disabled={sending.busy}
            wrong={at('new').wrong}
            onChoose={choose(count)}
          />
          {sending.busy && at('new').said && <p role="status">{at('new').said}</p>}
        </>
      )}
    </fieldset>
  )
}

interface OneProps {
  n: number
  values: Fields
  fields: FormFields<Fields>
  address: string | null
  said: string | null
  wrong: string | undefined
  busy: boolean
  onChoose: (file: File) => void
  onFirst: () => void
  onRemove: () => void
}

function One({ n, values, fields: { text, wrong: wrongOf }, ...one }: OneProps) {
  const name = t(n === 0 ? 'sites.picture.lead' : 'sites.picture', { n: n + 1 })
  return (
    <fieldset class="card stack">
      <legend class="legend">{name}</legend>
      {one.address && <img class="site-picture" src={one.address} alt="" />}
      {!one.address && (
        <p class="hint" role="alert">
          {t('sites.file.gone')}
        </p>
      )}
      {one.said && <p role="status">{one.said}</p>}
      <FileField
        label={t('sites.picture.other')}
        accept="image/*"
        disabled={one.busy}
        wrong={one.wrong ?? wrongOf(`pictures.${n}`)}
        onChoose={one.onChoose}
      />
      <Field
        required
        label={t('sites.picture.alt')}
        hint={t('sites.picture.alt.hint')}
        maxLength={LENGTHS.alt}
        {...text(`pic.${n}.alt`, `pictures.${n}.alt`)}
      />
      {values.english === 'yes' && (
        <Field
          label={t('sites.picture.english')}
          maxLength={LENGTHS.alt}
          {...text(`pic.${n}.english`, `pictures.${n}.english`)}
        />
      )}
      <Field
        required
        label={t('sites.picture.credit')}
        hint={t('sites.picture.credit.hint')}
        maxLength={LENGTHS.credit}
        {...text(`pic.${n}.credit`, `pictures.${n}.credit`)}
      />
      <p class="row">
        {n > 0 && (
          <button type="button" class="button" onClick={one.onFirst}>
            {t('sites.picture.to_top')}
          </button>
        )}
        <button
          type="button"
          class="button plain"
          aria-label={`${t('sites.picture.remove')}: ${name}`}
          onClick={one.onRemove}
        >
          {t('sites.picture.remove')}
        </button>
      </p>
    </fieldset>
  )
}

/** What was done to a picture, in words. */
function toldOf({ small }: Extract<SentPicture, { ok: true }>): string {
  const { before, width, height, blob } = small
  return t('sites.picture.told', {
    before: `${before.width} × ${before.height}, ${formatBytes(before.bytes)}`,
    after: `${width} × ${height}, ${formatBytes(blob.size)}`,
  })
}
