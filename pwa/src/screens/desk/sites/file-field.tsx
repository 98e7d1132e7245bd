import { useId } from 'preact/hooks'
import { FileButton } from '../../../components/file-button'

interface Props {
  label: string
  hint?: string
  accept: string
  disabled: boolean
  wrong?: string | undefined
  onChoose: (file: File) => void
}

/** A file that is sent as soon as it is chosen. */
export function FileField({ label, hint, accept, disabled, wrong, onChoose }: Props) {
  const id = useId()
  return (
    <div class="field">
      <FileButton
        label={label}
        accept={accept}
        disabled={disabled}
        about={hint || wrong ? id : undefined}
        wrong={Boolean(wrong)}
        onFile={onChoose}
      />
      <div id={id}>
        {hint && <p class="hint">{hint}</p>}
        {wrong && (
          <div class="wrong" role="alert">
            {wrong}
          </div>
        )}
      </div>
    </div>
  )
}
