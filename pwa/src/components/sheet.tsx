import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { t } from '../i18n'
import { Icon } from './icon'

interface Props {
  title: string
  /** A question in the middle instead of a card from below; its foot has what closes it. */
  ask?: boolean
  onClose: () => void
  foot?: ComponentChildren
  children?: ComponentChildren
}

/** A card over the screen. The browser's own dialog keeps focus inside and closes on Esc or Back. */
export function Sheet({ title, ask = false, onClose, foot, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  // A long press on a tile opens this card; the finger is then lifted over its backdrop.
  const isPressed = useRef(false)
  useEffect(() => {
    const element = dialog.current
    if (element && !element.open) element.showModal()
  }, [])
  return (
    <dialog
      ref={dialog}
      class={ask ? 'sheet ask' : 'sheet'}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => {
        isPressed.current = event.target === dialog.current
      }}
      onClick={(event) => {
        if (event.target === dialog.current && isPressed.current) onClose()
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <header>
        <h2 id={heading}>{title}</h2>
        {!ask && (
          <button type="button" class="icon-button" aria-label={t('do.close')} onClick={onClose}>
            <Icon name="close" />
          </button>
        )}
      </header>
      <div class="body">{children}</div>
      {foot && <div class="foot">{foot}</div>}
    </dialog>
  )
}

interface ConfirmProps {
  question: string
  detail?: string | undefined
  yes: string
  danger?: boolean | undefined
  onYes: () => void
  onNo: () => void
  /** What else is asked, below the detail. */
  children?: ComponentChildren
}

/** Asks before something that is not one tap away from being undone. */
export function Confirm({ question, detail, yes, danger, children, ...on }: ConfirmProps) {
  const { onYes, onNo } = on
  return (
    <Sheet
      ask
      title={question}
      onClose={onNo}
      foot={
        <>
          <button type="button" class="button" onClick={onNo}>
            {t('do.close')}
          </button>
          <button type="button" class={danger ? 'button danger' : 'button primary'} onClick={onYes}>
            {yes}
          </button>
        </>
      }
    >
      {detail && <p>{detail}</p>}
      {children}
    </Sheet>
  )
}
