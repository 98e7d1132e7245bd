import { useEffect } from 'preact/hooks'
import { resumeAccepted } from '../../../actions/lead/accept-item'
import { showSnackbar } from '../../../components/snackbar'
import { problem, t } from '../../../i18n'
import { whyNot } from './review-body'

/** Sends what was accepted on a page that was left too soon, and says what came of it. */
export function useResumeAccepted(isWanted: boolean, onSettled: () => void): void {
  useEffect(() => {
    if (!isWanted) return
    void resumeAccepted().then((answers) => {
      for (const answer of answers)
        showSnackbar(answer.ok ? t('review.accepted') : problem(whyNot(answer)))
      if (answers.length > 0) onSettled()
    })
  }, [isWanted])
}
