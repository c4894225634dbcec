//! The enums of a file, from protobuf's descriptors.

use protox::prost_reflect::{
    DynamicMessage, EnumDescriptor, EnumValueDescriptor, FileDescriptor, MessageDescriptor, Value,
};

use crate::catalog::Place;
use crate::import::text_file::TextFile;

/// An enum of a .proto file.
#[derive(Clone, Debug)]
pub(crate) struct ProtoEnum {
    /// Its own name.
    pub(crate) name: String,
    /// With package and messages.
    pub(crate) full_name: String,
    pub(crate) place: Place,
    pub(crate) doc: String,
    /// Whether values have HTTP statuses and names are the codes.
    pub(crate) is_kratos: bool,
    pub(crate) values: Vec<ProtoValue>,
    /// Numbers that are not used again, both ends included.
    pub(crate) reserved: Vec<(i32, i32)>,
    pub(crate) reserved_names: Vec<String>,
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub(crate) struct ProtoValue {
    pub(crate) name: String,
    pub(crate) number: i32,
    /// Where its name stands.
    pub(crate) place: Place,
    /// The HTTP status that kratos gives it.
    pub(crate) http: Option<i32>,
    /// Where that is written: at the value, or at its enum.
    pub(crate) http_place: Place,
    pub(crate) doc: String,
    pub(crate) is_deprecated: bool,
}

impl ProtoEnum {
    /// What values begin with, by protobuf's convention: `USER_ERROR_`.
    pub(crate) fn prefix(&self) -> String {
        errcode_syntax::upper_snake(&self.name) + "_"
    }
}

impl ProtoValue {
    /// Whether it stands for the absence of a value: no code.
    pub(crate) fn is_unspecified(&self) -> bool {
        self.number == 0 && (self.name.ends_with("_UNSPECIFIED") || self.name == "UNSPECIFIED")
    }
}

/// kratos's extensions of options.
const DEFAULT_CODE: &str = "errors.default_code";
const CODE: &str = "errors.code";

/// All enums of a file, in messages too.
pub(super) fn enums(file: &TextFile, descriptor: &FileDescriptor) -> Vec<ProtoEnum> {
    let mut found: Vec<EnumDescriptor> = descriptor.enums().collect();
    let mut messages: Vec<MessageDescriptor> = descriptor.messages().collect();
    while let Some(message) = messages.pop() {
        found.extend(message.child_enums());
        messages.extend(message.child_messages());
    }
    let locations = Locations { file, descriptor };
    let mut enums: Vec<ProtoEnum> = found.iter().map(|found| locations.read(found)).collect();
    enums.sort_by(|a, b| a.place.cmp(&b.place));
    enums
}

struct Locations<'a> {
    file: &'a TextFile,
    descriptor: &'a FileDescriptor,
}

impl Locations<'_> {
    fn read(&self, descriptor: &EnumDescriptor) -> ProtoEnum {
        let default = option(&descriptor.options(), DEFAULT_CODE);
        let of_enum = self.place(descriptor.path(), &[3, 1108]);
        let mut is_kratos = default.is_some();
        let mut values: Vec<ProtoValue> = descriptor
            .values()
            .map(|value| {
                let own = option(&value.options(), CODE);
                is_kratos |= own.is_some();
                let place = self.place(value.path(), &[1]);
                let http_place = match own {
                    Some(_) => self.place(value.path(), &[3, 1109]),
                    None => of_enum.clone(),
                };
                self.value(&value, place, own.or(default), http_place)
            })
            .collect();
        // Of two with one number the first in the file is the first.
        values.sort_by(|a, b| a.place.cmp(&b.place));
        let proto = descriptor.enum_descriptor_proto();
        ProtoEnum {
            name: descriptor.name().to_owned(),
            full_name: descriptor.full_name().to_owned(),
            place: self.place(descriptor.path(), &[1]),
            doc: self.comment(descriptor.path()),
            is_kratos,
            values,
            reserved: proto
                .reserved_range
                .iter()
                .map(|range| (range.start(), range.end()))
                .collect(),
            reserved_names: proto.reserved_name.clone(),
        }
    }

    fn value(
        &self,
        value: &EnumValueDescriptor,
        place: Place,
        http: Option<i32>,
        http_place: Place,
    ) -> ProtoValue {
        let options = value.enum_value_descriptor_proto().options.clone().unwrap_or_default();
        ProtoValue {
            name: value.name().to_owned(),
            number: value.number(),
            place,
            http,
            http_place,
            doc: self.comment(value.path()),
            is_deprecated: options.deprecated(),
        }
    }

    /// The place of a part of a declaration, else of the declaration.
    fn place(&self, path: &[i32], part: &[i32]) -> Place {
        let whole: Vec<i32> = path.iter().chain(part).copied().collect();
        let span = self.span(&whole).or_else(|| self.span(path)).unwrap_or_default();
        let at = |index: usize| span.get(index).map_or(0, |at| *at as usize);
        self.file.place_in_line(at(0), at(1))
    }

    fn span(&self, path: &[i32]) -> Option<Vec<i32>> {
        let info = self.descriptor.file_descriptor_proto().source_code_info.as_ref()?;
        // Sorted by protox.
        let at = info.location.binary_search_by(|location| (*location.path).cmp(path)).ok()?;
        Some(info.location[at].span.clone())
    }

    /// The comment above a declaration, else behind it.
    fn comment(&self, path: &[i32]) -> String {
        let info = self.descriptor.file_descriptor_proto().source_code_info.as_ref();
        let location = info.and_then(|info| {
            let at = info.location.binary_search_by(|location| (*location.path).cmp(path)).ok()?;
            info.location.get(at)
        });
        let Some(location) = location else { return String::new() };
        let text = match location.leading_comments() {
            "" => location.trailing_comments(),
            leading => leading,
        };
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        lines.join("\n").trim().to_owned()
    }
}

/// The value of an extension that is a number.
fn option(options: &DynamicMessage, name: &str) -> Option<i32> {
    options.extensions().find_map(|(extension, value)| match value {
        Value::I32(number) if extension.full_name() == name => Some(*number),
        _ => None,
    })
}
