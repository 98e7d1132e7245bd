import { FieldFrame } from '../field-frame'

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
  return (
    <FieldFrame label={label} hint={hint} wrong={wrong}>
      {(tied) => (
        <input
          {...tied}
          type="file"
          accept={accept}
          disabled={disabled}
          onChange={(event) => {
            const input = event.currentTarget
            const file = input.files?.[0]
            // The same one may be chosen once more.
            input.value = ''
            if (file) onChoose(file)
          }}
        />
      )}
    </FieldFrame>
  )
}
