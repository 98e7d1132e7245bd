import { formatNumber } from '../words/format'

interface Props {
  figures: { label: string; value: number }[]
}

/** Numbers side by side, never added up: each counts another thing. */
export function Figures({ figures }: Props) {
  return (
    <dl class="figures">
      {figures.map((figure) => (
        <div class="figure" key={figure.label}>
          <dt>{figure.label}</dt>
          <dd>{formatNumber(figure.value)}</dd>
        </div>
      ))}
    </dl>
  )
}
