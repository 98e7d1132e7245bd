import { useEffect, useRef } from 'preact/hooks'
import { Copy } from '../../../components/copy'
import { download } from '../../../components/file'
import { Icon } from '../../../components/icon'
import { t } from '../../../i18n'
import { inVietnam } from '../../../i18n/dates'
import { formatDay } from '../../../i18n/format'

interface Props {
  login: string
  codes: string[]
  /** Where the page's own heading says what this is. */
  headless?: boolean
  onKept: () => void
}

/** Ten codes, shown this once: to copy, to keep as a file, to put on paper. */
export function RecoveryCodes({ login, codes, headless = false, onKept }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const of = t('recovery.of', { login, day: formatDay(inVietnam(Date.now()).day) })
  const text = [t('recovery.file'), of, '', ...codes, ''].join('\n')
  const save = () =>
    download(new Blob([text], { type: 'text/plain;charset=utf-8' }), 'tung-ngo-ma-du-phong.txt')
  return (
    <section class="card calm recovery">
      {!headless && (
        <h2 ref={heading} tabIndex={-1}>
          {t('recovery.title')}
        </h2>
      )}
      <p class="no-print">{t('recovery.why')}</p>
      <p class="print-only">{`${t('recovery.file')}. ${of}`}</p>
      <ol class="recovery-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div class="row no-print">
        <Copy text={text} label={t('recovery.copy')} />
        <button type="button" class="button" onClick={save}>
          <Icon name="save" size={20} />
          {t('recovery.download')}
        </button>
        <button type="button" class="button" onClick={() => print()}>
          {t('recovery.print')}
        </button>
      </div>
      <button type="button" class="button primary big no-print" onClick={onKept}>
        {t('recovery.kept')}
      </button>
    </section>
  )
}
