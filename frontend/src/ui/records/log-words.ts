import type { Cause, Conditions, NoteKind, Severity, Weather } from "../../api/gen/types.gen";

export const CONDITIONS: Record<Conditions, string> = {
  sunny: "Sunny",
  partly_cloudy: "Partly cloudy",
  cloudy: "Cloudy",
  fog: "Fog",
  showers: "Showers",
  rain: "Rain",
  storm: "Storm",
  wind: "Wind",
  snow: "Snow",
  hot: "Hot",
  frost: "Frost",
};

export const NOTES: Record<NoteKind, string> = {
  general: "General",
  safety: "Safety",
  quality: "Quality",
};

export const CAUSES: Record<Cause, string> = {
  weather: "Weather",
  materials: "Materials",
  labour: "Labour",
  client: "Client",
  design: "Design",
  inspection: "Inspection",
  other: "Other",
};

export const SEVERITIES: Record<Severity, string> = {
  near_miss: "Near miss",
  first_aid: "First aid",
  medical: "Medical treatment",
  serious: "Serious",
};

/** "Showers, 12 to 19 °C, 4 mm of rain, wind 30 km/h"; null when nothing is known. */
export function weatherInWords(weather: Weather): string | null {
  const { conditions, low, high, rain_mm, wind_kmh } = weather;
  const words = [
    conditions && CONDITIONS[conditions],
    temperature(low ?? null, high ?? null),
    rain_mm ? `${rain_mm} mm of rain` : null,
    wind_kmh ? `wind ${wind_kmh} km/h` : null,
  ].filter((word): word is string => !!word);
  return words.length > 0 ? words.join(", ") : null;
}

function temperature(low: number | null, high: number | null): string | null {
  if (low !== null && high !== null) return `${low} to ${high} °C`;
  if (high !== null) return `up to ${high} °C`;
  return low === null ? null : `from ${low} °C`;
}
