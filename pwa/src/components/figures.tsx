import { formatNumber } from '../i18n/format'

interface Props {
  /** A text where the number alone would say too much. */
  figures: {
    label: string
    value: number | string
    /** What is counted, for whoever checks the page. */
    counts?: string
  }[]
}

/** Numbers side by side, never added up: each counts another thing. */
export function Figures({ figures }: Props) {
  return (
    <dl class="figures">
      {figures.map((figure) => (
        <div class="figure" key={figure.label}>
          <dt>{figure.label}</dt>
          <dd data-figure={figure.counts} data-of={figure.counts && 'total'}>
            {typeof figure.value === 'number' ? formatNumber(figure.value) : figure.value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
