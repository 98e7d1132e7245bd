import type { NewInvitation } from '../../../actions/lead/desk'
import { canSendFiles, makePoster, saveFile, sendFile } from '../../../actions/lead/poster'
import { Icon } from '../../../components/icon'
import { useOnce } from '../../../components/once'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t } from '../../../i18n'

/** The poster as a file: onto this device, or by the share sheet to whoever has a printer. */
export function TakePoster({ invitation, team }: { invitation: NewInvitation; team: string }) {
  const { busy, once } = useOnce()
  const take = async (hand: (file: File) => unknown) => {
    const made = await makePoster(invitation, team)
    if (made.ok) await hand(made.file)
    else showSnackbar(problem(made.problem))
  }
  const save = (file: File) => {
    saveFile(file)
    showSnackbar(t('poster.ready'))
  }
  const send = async (file: File) => {
    // The share sheet opens only so long after the tap; a slow network gives the file all the same.
    if (!(await sendFile(file))) save(file)
  }
  return (
    <>
      <button type="button" class="button" disabled={busy} onClick={() => once(() => take(save))}>
        <Icon name="save" size={20} />
        {t('poster.pdf')}
      </button>
      {canSendFiles() && (
        <button type="button" class="button" disabled={busy} onClick={() => once(() => take(send))}>
          <Icon name="send" size={20} />
          {t('poster.share')}
        </button>
      )}
    </>
  )
}
