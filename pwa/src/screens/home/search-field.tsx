import { Icon } from '../../components/icon'
import { t } from '../../i18n'

interface Props {
  typed: string
  onType: (typed: string) => void
}

/** What stands above the tiles: the search, and the way to count a crowd. */
export function FindRow(props: Props) {
  return (
    <div class="find">
      <Find {...props} />
      <a class="button primary" href="/count">
        {t('screen.name.count')}
      </a>
    </div>
  )
}

/** Finds a tile by what it is called, with or without marks. */
export function Find({ typed, onType }: Props) {
  return (
    <label>
      <Icon name="search" size={20} />
      <span class="unseen">{t('home.find')}</span>
      <input
        type="search"
        value={typed}
        placeholder={t('home.find')}
        autocomplete="off"
        onInput={(event) => onType(event.currentTarget.value)}
      />
    </label>
  )
}
