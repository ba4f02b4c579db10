import type { Answer, Field, PortalReport, Report } from "../../api/gen/types.gen";

export const noAnswer = (field_id: string): Answer => ({
  field_id,
  value: null,
  choices: [],
  note: null,
});

function isOutside({ kind, min, max }: Field, { value }: Answer): boolean {
  if (kind !== "number" || !value?.trim()) return false;
  const number = Number(value);
  return (
    Number.isFinite(number) &&
    ((min !== null && number < Number(min)) || (max !== null && number > Number(max)))
  );
}

/** Whether an answer is a failure, as the server will say too. */
export function fails(field: Field, answer: Answer): boolean {
  const given = [answer.value, ...answer.choices];
  return (
    given.some((one) => one !== null && field.fails_on.includes(one)) ||
    (field.fails_outside && isOutside(field, answer))
  );
}

/** "40 to 65 mm", "at least 40 mm"; undefined without limits. */
export function limitsInWords({ min, max, unit }: Field): string | undefined {
  const of = unit ? ` ${unit}` : "";
  if (min !== null && max !== null) return `${min} to ${max}${of}`;
  if (min !== null) return `At least ${min}${of}`;
  return max === null ? undefined : `At most ${max}${of}`;
}

/** A report as it is read: its questions with their answers. */
export function sheetOf(report: Report): PortalReport {
  const answers = new Map(report.answers.map((answer) => [answer.field_id, answer]));
  return {
    form: report.template.name,
    asked: report.asked,
    answered: report.answered,
    failed: report.failed,
    completed_at: report.completed_at,
    sections: report.template.sections.map(({ title, fields }) => ({
      title,
      fields: fields.map((field) => {
        const answer = answers.get(field.id) ?? noAnswer(field.id);
        return {
          field_id: field.id,
          label: field.label,
          kind: field.kind,
          unit: field.unit,
          value: answer.value,
          choices: answer.choices,
          note: answer.note,
          failed: fails(field, answer),
          pictures: report.pictures.filter(({ field_id }) => field_id === field.id),
        };
      }),
    })),
  };
}
