import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const lintel: MantineColorsTuple = [
  "#edf5f7",
  "#d8e8ec",
  "#aecfd7",
  "#80b4c0",
  "#5b9eac",
  "#42899a",
  "#2f7586",
  "#235f6e",
  "#1a4d5b",
  "#17424f",
];

const dark: MantineColorsTuple = [
  "#e3e7ea",
  "#c1c8ce",
  "#a3acb3",
  "#7d868d",
  "#4d565d",
  "#363d43",
  "#22272b",
  "#1b1f22",
  "#15181b",
  "#101214",
];

const TARGET = "2.75rem";
const field = {
  defaultProps: { size: "md" },
  vars: () => ({ wrapper: { "--input-height": TARGET, "--input-fz": "1rem" } }),
};
const closeButton = { closeButtonProps: { "aria-label": "Close", size: "lg" } };

/** Sizes follow the manners of the design: targets of 44 px, inputs of 16 px, three sizes of text. */
export const theme = createTheme({
  colors: { lintel, dark },
  primaryColor: "lintel",
  primaryShade: { light: 8, dark: 6 },
  defaultRadius: "md",
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
  headings: {
    fontWeight: "650",
    sizes: {
      h1: { fontSize: "1.625rem", lineHeight: "1.25" },
      h2: { fontSize: "1.125rem", lineHeight: "1.35" },
      h3: { fontSize: "1rem", lineHeight: "1.4" },
    },
  },
  respectReducedMotion: true,
  components: {
    Button: { vars: () => ({ root: { "--button-height": TARGET, "--button-fz": "0.9375rem" } }) },
    ActionIcon: {
      defaultProps: { variant: "subtle", color: "gray" },
      vars: () => ({ root: { "--ai-size": TARGET } }),
    },
    TextInput: field,
    PasswordInput: {
      ...field,
      defaultProps: {
        size: "md",
        visibilityToggleButtonProps: { "aria-label": "Show the password" },
      },
    },
    NativeSelect: field,
    Textarea: { defaultProps: { size: "md" }, vars: () => ({ wrapper: { "--input-fz": "1rem" } }) },
    InputWrapper: { defaultProps: { size: "md" } },
    RadioGroup: { defaultProps: { size: "md" } },
    Checkbox: { defaultProps: { size: "md" } },
    Radio: { defaultProps: { size: "md" } },
    Switch: { defaultProps: { size: "md" } },
    Drawer: { defaultProps: closeButton },
    Modal: { defaultProps: { ...closeButton, centered: true, returnFocus: false } },
    Notification: {
      defaultProps: { closeButtonProps: { "aria-label": "Dismiss" } },
      // The kit's grey is too light to read.
      styles: { description: { color: "var(--tone-calm-text)" } },
    },
    Tooltip: {
      defaultProps: {
        multiline: true,
        maw: 320,
        events: { hover: true, focus: true, touch: true },
      },
    },
  },
});

/** Borders of controls reach 3 : 1 and quiet text 4.5 : 1 in both schemes, which the kit's own do not. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-default-border": "var(--mantine-color-gray-6)",
    "--mantine-color-dimmed": "#50585f",
    "--mantine-color-placeholder": "#666e75",
    "--mantine-color-error": "#c02626",
  },
  dark: {
    "--mantine-color-default-border": "var(--mantine-color-dark-3)",
    "--mantine-color-dimmed": "#b3bac0",
    "--mantine-color-placeholder": "#9aa2a9",
    "--mantine-color-error": "#ff9a9a",
    "--mantine-color-anchor": "var(--mantine-color-lintel-3)",
  },
});
