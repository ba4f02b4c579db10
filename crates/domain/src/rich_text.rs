//! Rich text ([M1]): a checked tree of few kinds of nodes, never HTML. It is the JSON of ProseMirror
//! documents, so that editors write it as it is.

use crate::fault::{Fault, Faults};
use crate::text::is_deceptive;
use serde::{Deserialize, Serialize};
#[cfg(feature = "schema")]
use utoipa::ToSchema;

/// Most characters of a text.
pub const TEXT_MAX_CHARS: usize = 100_000;
/// Most nodes of a text.
const NODES_MAX: usize = 5000;
/// Most levels of lists and quotes.
const LEVELS_MAX: usize = 12;
/// Most characters of a link.
const LINK_MAX_CHARS: usize = 2000;

/// A node of a rich text; the outermost one is a `doc`. Attributes that are not named here are left
/// aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
pub struct RichNode {
    /// What it is.
    #[serde(rename = "type")]
    pub kind: NodeKind,
    /// More about a heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attrs: Option<NodeAttributes>,
    /// The nodes inside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schema(no_recursion))]
    pub content: Vec<RichNode>,
    /// How a text looks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
    /// The words of a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the names of ProseMirror's nodes")]
pub enum NodeKind {
    Doc,
    Paragraph,
    Heading,
    BulletList,
    OrderedList,
    ListItem,
    Blockquote,
    HorizontalRule,
    HardBreak,
    Text,
}

/// More about a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
pub struct NodeAttributes {
    /// Of a heading: 2 or 3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
}

/// How a text looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
pub struct Mark {
    /// Which way.
    #[serde(rename = "type")]
    pub kind: MarkKind,
    /// Where a link goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attrs: Option<MarkAttributes>,
}

/// A way a text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "the names of ProseMirror's marks")]
pub enum MarkKind {
    Bold,
    Italic,
    Link,
}

/// More about a mark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(ToSchema))]
pub struct MarkAttributes {
    /// An address: `https:`, `http:`, `mailto:` or `tel:`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

impl Default for RichNode {
    fn default() -> RichNode {
        RichNode {
            kind: NodeKind::Doc,
            attrs: None,
            content: Vec::new(),
            marks: Vec::new(),
            text: None,
        }
    }
}

impl NodeKind {
    fn takes(self, child: NodeKind) -> bool {
        use NodeKind::{
            Blockquote, BulletList, Doc, HardBreak, Heading, HorizontalRule, ListItem, OrderedList,
            Paragraph, Text,
        };
        match self {
            Doc | Blockquote | ListItem => matches!(
                child,
                Paragraph | Heading | BulletList | OrderedList | Blockquote | HorizontalRule
            ),
            BulletList | OrderedList => child == ListItem,
            Paragraph | Heading => matches!(child, Text | HardBreak),
            Text | HardBreak | HorizontalRule => false,
        }
    }

    fn is_block(self) -> bool {
        matches!(
            self,
            NodeKind::Paragraph | NodeKind::Heading | NodeKind::HardBreak
        )
    }
}

impl RichNode {
    /// Whether this is a text that may be kept, at a pointer.
    ///
    /// # Errors
    /// What is wrong: a node or link that is not allowed, or too much of it.
    pub fn check(&self, pointer: &str) -> Result<(), Vec<Fault>> {
        let mut faults = Faults::default();
        let mut size = Size::default();
        if self.kind != NodeKind::Doc {
            faults.add(pointer, "not_allowed", "A text begins with a doc node.");
        }
        self.walk(pointer, 0, &mut size, &mut faults);
        if size.chars > TEXT_MAX_CHARS {
            let message = format!("Use at most {TEXT_MAX_CHARS} characters.");
            faults.add(pointer, "too_long", message);
        }
        if size.nodes > NODES_MAX {
            let message = "This text has too many parts. Split it into two.";
            faults.add(pointer, "too_many", message);
        }
        faults.done()
    }

    fn walk(&self, pointer: &str, level: usize, size: &mut Size, faults: &mut Faults) {
        size.nodes += 1;
        size.chars += self.text.as_ref().map_or(0, |text| text.chars().count());
        let mut refuse = |message: &str| {
            if !size.is_told {
                faults.add(pointer, "not_allowed", message);
            }
            size.is_told = true;
        };
        if level > LEVELS_MAX * 2 {
            return refuse("Lists and quotes are too deep.");
        }
        if (self.kind == NodeKind::Text) != self.text.is_some() {
            refuse("Words are in text nodes, and nowhere else.");
        }
        let is_hidden = |c: char| is_deceptive(c) && !matches!(c, '\t' | '\n');
        if self
            .text
            .as_ref()
            .is_some_and(|text| text.contains(is_hidden))
        {
            refuse("Remove the invisible control characters.");
        }
        let level_of = self.attrs.and_then(|attrs| attrs.level);
        if self.kind == NodeKind::Heading && !matches!(level_of, Some(2 | 3)) {
            refuse("Headings have level 2 or 3.");
        }
        if self.marks.iter().any(|mark| !mark.is_allowed()) {
            refuse("Links go to https, http, mailto or tel.");
        }
        for child in &self.content {
            if !self.kind.takes(child.kind) {
                refuse("This part cannot be where it is.");
            }
        }
        for child in &self.content {
            child.walk(pointer, level + 1, size, faults);
        }
    }

    /// The words, paragraph by paragraph.
    pub fn words(&self) -> String {
        let mut words = String::new();
        self.collect(&mut words);
        words.trim().to_owned()
    }

    fn collect(&self, words: &mut String) {
        if let Some(text) = &self.text {
            words.push_str(text);
        }
        for child in &self.content {
            child.collect(words);
        }
        if self.kind.is_block() {
            words.push('\n');
        }
    }
}

impl Mark {
    fn is_allowed(&self) -> bool {
        if self.kind != MarkKind::Link {
            return true;
        }
        let href = self.attrs.as_ref().and_then(|attrs| attrs.href.as_deref());
        href.is_some_and(|href| {
            let schemes = ["https://", "http://", "mailto:", "tel:"];
            let lower = href.to_ascii_lowercase();
            schemes.iter().any(|scheme| lower.starts_with(scheme))
                && href.chars().count() <= LINK_MAX_CHARS
                && !href.chars().any(|c| c.is_control() || c.is_whitespace())
        })
    }
}

#[derive(Default)]
struct Size {
    nodes: usize,
    chars: usize,
    is_told: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use serde_json::{Value, json};

    fn codes(node: Value) -> Vec<&'static str> {
        let node: RichNode = serde_json::from_value(node).expect("a node");
        let faults = node.check("/body").err().unwrap_or_default();
        faults.into_iter().map(|fault| fault.code).collect()
    }

    fn doc(content: Value) -> Value {
        json!({ "type": "doc", "content": content })
    }

    fn words(text: &str) -> Value {
        json!({ "type": "paragraph", "content": [{ "type": "text", "text": text }] })
    }

    #[test]
    fn what_an_editor_writes_is_kept_but_for_attributes_of_its_own() {
        let link = json!([{ "type": "link", "attrs": { "href": "https://example.com", "target": "_blank" } }, { "type": "bold" }]);
        let written = doc(json!([
            { "type": "heading", "attrs": { "level": 2, "textAlign": null }, "content": [{ "type": "text", "text": "Roof" }] },
            { "type": "bulletList", "content": [{ "type": "listItem", "content": [words("Framed")] }] },
            { "type": "paragraph", "content": [{ "type": "text", "text": "here", "marks": link }] },
        ]));
        assert_eq!(codes(written.clone()), [""; 0]);
        let node: RichNode = serde_json::from_value(written).expect("a node");
        assert_eq!(node.words(), "Roof\nFramed\nhere");
        let kept = serde_json::to_string(&node).expect("json");
        assert!(!kept.contains("target") && !kept.contains("textAlign"));
    }

    #[rstest]
    #[case(json!({ "type": "paragraph" }))]
    #[case(doc(json!([{ "type": "text", "text": "loose" }])))]
    #[case(doc(json!([{ "type": "heading", "attrs": { "level": 1 } }])))]
    #[case(doc(json!([{ "type": "bulletList", "content": [words("no item")] }])))]
    #[case(doc(json!([{ "type": "paragraph", "content": [{ "type": "text", "text": "x", "marks":
        [{ "type": "link", "attrs": { "href": "javascript:alert(1)" } }] }] }])))]
    #[case(doc(json!([{ "type": "paragraph", "content": [{ "type": "text", "text": "x", "marks": [{ "type": "link" }] }] }])))]
    #[case(doc(json!([words("turned \u{202e} round")])))]
    fn what_is_not_allowed_is_refused_once(#[case] node: Value) {
        assert_eq!(codes(node), ["not_allowed"]);
    }

    #[test]
    fn nodes_of_other_kinds_are_not_even_read() {
        for kind in ["image", "codeBlock", "script"] {
            let node = doc(json!([{ "type": kind }]));
            assert!(serde_json::from_value::<RichNode>(node).is_err(), "{kind}");
        }
    }

    #[test]
    fn there_is_an_end_to_it() {
        assert_eq!(
            codes(doc(json!([words(&"x".repeat(100_001))]))),
            ["too_long"]
        );
        let many: Vec<Value> = (0..3000).map(|_| words("x")).collect();
        assert_eq!(codes(doc(json!(many))), ["too_many"]);
        let mut deep = words("x");
        for _ in 0..30 {
            deep = json!({ "type": "blockquote", "content": [deep] });
        }
        assert_eq!(codes(doc(json!([deep]))), ["not_allowed"]);
    }
}
