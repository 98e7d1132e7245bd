import type { ComponentChildren } from 'preact'
import { t } from '../i18n'
import { Icon } from './icon'

interface Props {
  title: string
  /** Where "Quay lại" leads; the first screens of the tabs have none. */
  back?: string
  under?: ComponentChildren
  wide?: boolean
  children?: ComponentChildren
}

/** The frame of a screen: one h1, which takes the focus when a person arrives. */
export function Page({ title, back, under, wide = false, children }: Props) {
  return (
    <main class={wide ? 'page wide' : 'page'}>
      <header>
        {back && (
          <a class="back" href={back}>
            <Icon name="back" size={20} />
            {t('do.back')}
          </a>
        )}
        <h1 tabIndex={-1}>{title}</h1>
        {under}
      </header>
      {children}
    </main>
  )
}
