import { download } from '../../../components/file'
import { Icon } from '../../../components/icon'
import { useOnce } from '../../../components/once'
import { canShareFile, shareFile } from '../../../components/share'
import { t } from '../../../i18n'
import { slug } from '../../../i18n/parse'
import { drawPicture, type Picture } from './picture'

/** "Ảnh cho Zalo": the figures as a picture, into the share sheet, or saved where there is none. */
export function SharePicture({ name, picture }: { name: string; picture: () => Picture }) {
  const { busy, once } = useOnce()
  const take = async () => {
    const blob = await drawPicture(picture())
    const file = new File([blob], `${slug(name)}.png`, { type: 'image/png' })
    if (canShareFile(file)) await shareFile(file)
    else download(blob, file.name)
  }
  return (
    <p class="no-print">
      <button type="button" class="button" disabled={busy} onClick={() => once(take)}>
        <Icon name="send" size={20} />
        {t('picture.take')}
      </button>
    </p>
  )
}
