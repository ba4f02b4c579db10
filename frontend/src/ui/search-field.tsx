import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import Search from "lucide-react/icons/search";
import { type RefObject, useEffect, useRef, useState } from "react";

/** Searches as you type; `/` goes to it from anywhere on the page. */
export function SearchField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const [text, setText] = useState(props.value);
  const input = useRef<HTMLInputElement>(null);
  const later = useDebouncedCallback(props.onChange, 250);
  useSlash(input);

  useEffect(() => {
    if (document.activeElement !== input.current) setText(props.value);
  }, [props.value]);

  const change = (value: string) => {
    setText(value);
    later(value.trim());
  };

  return (
    <TextInput
      ref={input}
      type="search"
      role="searchbox"
      aria-label={props.label}
      placeholder={props.label}
      leftSection={<Search size={18} aria-hidden />}
      rightSection={
        text && (
          <CloseButton
            size="lg"
            aria-label="Clear the search"
            onClick={() => {
              change("");
              input.current?.focus();
            }}
          />
        )
      }
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

function useSlash(input: RefObject<HTMLInputElement | null>) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof Element &&
        event.target.closest("input, textarea, select, dialog, [role=dialog]");
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [input]);
}
