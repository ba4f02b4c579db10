import { ActionIcon } from "@mantine/core";
import type { Editor, JSONContent } from "@tiptap/react";
import { EditorContent, useEditor, useEditorState } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import Bold from "lucide-react/icons/bold";
import Heading2 from "lucide-react/icons/heading-2";
import Heading3 from "lucide-react/icons/heading-3";
import Italic from "lucide-react/icons/italic";
import Link from "lucide-react/icons/link";
import List from "lucide-react/icons/list";
import ListOrdered from "lucide-react/icons/list-ordered";
import Quote from "lucide-react/icons/quote";
import Redo from "lucide-react/icons/redo-2";
import Undo from "lucide-react/icons/undo-2";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import type { RichNode } from "../../api/gen/types.gen";
import LinkDialog from "./link-dialog";
import classes from "./rich-editor.module.css";

/** Writes the nodes and marks that the server takes, and nothing else; what is pasted becomes these. */
export default function RichEditor(props: {
  label: string;
  doc: RichNode | undefined;
  onChange: (doc: RichNode) => void;
}) {
  const editor = useEditor({
    extensions: [
      StarterKit.configure({
        code: false,
        codeBlock: false,
        strike: false,
        underline: false,
        heading: { levels: [2, 3] },
        link: {
          openOnClick: false,
          autolink: true,
          defaultProtocol: "https",
          protocols: ["http", "https", "mailto", "tel"],
        },
      }),
    ],
    content: props.doc?.content?.length ? (props.doc as JSONContent) : "",
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": props.label },
    },
    onUpdate: ({ editor }) => props.onChange(editor.getJSON() as RichNode),
  });
  if (!editor) return null;
  return (
    <div className={classes.editor}>
      <Tools editor={editor} />
      <EditorContent editor={editor} className={classes.text} />
    </div>
  );
}

/** One stop for the keyboard; arrow keys go from tool to tool. */
function Tools({ editor }: { editor: Editor }) {
  const [linking, setLinking] = useState(false);
  const on = useEditorState({
    editor,
    selector: ({ editor }) => ({
      bold: editor.isActive("bold"),
      italic: editor.isActive("italic"),
      link: editor.isActive("link"),
      h2: editor.isActive("heading", { level: 2 }),
      h3: editor.isActive("heading", { level: 3 }),
      bullets: editor.isActive("bulletList"),
      numbers: editor.isActive("orderedList"),
      quote: editor.isActive("blockquote"),
    }),
  });
  const run = () => editor.chain().focus();
  const tools: [string, ReactNode, () => void, boolean?][] = [
    [
      "Heading",
      <Heading2 key="i" size={18} />,
      () => run().toggleHeading({ level: 2 }).run(),
      on.h2,
    ],
    [
      "Smaller heading",
      <Heading3 key="i" size={18} />,
      () => run().toggleHeading({ level: 3 }).run(),
      on.h3,
    ],
    ["Bold", <Bold key="i" size={18} />, () => run().toggleBold().run(), on.bold],
    ["Italic", <Italic key="i" size={18} />, () => run().toggleItalic().run(), on.italic],
    ["Link", <Link key="i" size={18} />, () => setLinking(true), on.link],
    ["List", <List key="i" size={18} />, () => run().toggleBulletList().run(), on.bullets],
    [
      "Numbered list",
      <ListOrdered key="i" size={18} />,
      () => run().toggleOrderedList().run(),
      on.numbers,
    ],
    ["Quote", <Quote key="i" size={18} />, () => run().toggleBlockquote().run(), on.quote],
    ["Undo", <Undo key="i" size={18} />, () => run().undo().run()],
    ["Redo", <Redo key="i" size={18} />, () => run().redo().run()],
  ];
  return (
    <div
      role="toolbar"
      aria-label="Text"
      className={classes.tools}
      onKeyDown={goBetweenTools}
      // The text keeps the keyboard: what is typed next is not lost between the two.
      onMouseDown={(event) => event.preventDefault()}
    >
      {tools.map(([name, icon, act, pressed], index) => (
        <ActionIcon
          key={name}
          aria-label={name}
          aria-pressed={pressed}
          title={name}
          tabIndex={index === 0 ? 0 : -1}
          onClick={act}
        >
          {icon}
        </ActionIcon>
      ))}
      {linking && (
        <LinkDialog
          href={editor.getAttributes("link").href ?? ""}
          onClose={() => setLinking(false)}
          onLink={(href) => {
            const at = run().extendMarkRange("link");
            if (href) at.setLink({ href }).run();
            else at.unsetLink().run();
          }}
        />
      )}
    </div>
  );
}

function goBetweenTools(event: KeyboardEvent<HTMLDivElement>) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const tools = [...event.currentTarget.querySelectorAll("button")];
  const at = tools.indexOf(document.activeElement as HTMLButtonElement);
  tools[(at + step + tools.length) % tools.length]?.focus();
  event.preventDefault();
}
