import { useState } from 'preact/hooks'
import { setLanguage } from '../../actions/language'
import { Choice } from '../../components/choice'
import { showSnackbar } from '../../components/snackbar'
import { type Language, language, t } from '../../i18n'

/** How the app speaks. What was tapped stands as chosen while its sentences are fetched, and no
 * longer if they cannot be had. */
export function Speech() {
  const [wished, wish] = useState<Language | null>(null)
  const choose = async (chosen: Language) => {
    wish(chosen)
    try {
      if (!(await setLanguage(chosen))) showSnackbar(t('me.language.unreachable'))
    } finally {
      wish((still) => (still === chosen ? null : still))
    }
  }
  return (
    <Choice
      legend={t('me.language')}
      options={[
        { value: 'vi', label: 'Tiếng Việt' },
        { value: 'en', label: 'English' },
      ]}
      value={wished ?? language.value}
      onChange={(chosen) => void choose(chosen as Language)}
    />
  )
}
