//! What one source file says about constructions: the paths that it uses as values, and the names that
//! it gives to things.
//!
//! Patterns construct nothing, and neither does a value that is only compared. What only tests compile is
//! passed over.

use std::collections::{HashMap, HashSet};

use syn::visit::{self, Visit};
use syn::{
    Arm, Attribute, BinOp, Expr, ExprBinary, ExprPath, ExprStruct, ImplItemConst, ImplItemFn, Item,
    ItemEnum, ItemImpl, ItemTrait, ItemType, ItemUse, Local, Macro, Pat, QSelf, StmtMacro,
    TraitItemFn, Type, UseTree,
};

use super::derived;
use super::tokens::{self, Content};
use crate::source::{is_for_tests, is_test};

/// The segments of a path, without arguments.
pub(super) type Path = Vec<String>;

/// What a file says.
#[derive(Default)]
pub(super) struct FileUses {
    /// The paths that are used as values and end as a variant may, each where it stands first.
    pub(super) values: HashMap<Path, u32>,
    /// What a name stands for: imports, `use … as …`, `type`, the selectors of snafu.
    pub(super) names: HashMap<String, Vec<Path>>,
    /// The paths before `::*`.
    pub(super) globs: Vec<Path>,
    /// The enums that are declared here.
    pub(super) enums: HashSet<String>,
    /// Variants that something else than a line constructs: enum, variant, and what does it.
    pub(super) derived: Vec<(String, String, &'static str)>,
}

impl FileUses {
    /// Reads a file. `variants` are the names of variants that have a code.
    pub(super) fn of(file: &syn::File, variants: &HashSet<&str>) -> FileUses {
        let mut reader = Reader { uses: FileUses::default(), self_types: Vec::new() };
        if !is_for_tests(&file.attrs) {
            reader.visit_file(file);
        }
        let FileUses { names, values, .. } = &mut reader.uses;
        values.retain(|path, _| {
            let last = path.last().map(String::as_str).unwrap_or_default();
            variants.contains(last) || names.contains_key(last) || derived::is_selector(last)
        });
        reader.uses
    }
}

struct Reader {
    uses: FileUses,
    /// What `Self` is, from outside in; `None` where it is no path.
    self_types: Vec<Option<Path>>,
}

impl Reader {
    /// Notes a path that is used as a value.
    fn value(&mut self, mut path: Path, line: usize) {
        if path.first().is_some_and(|first| first == "Self") {
            let Some(Some(self_type)) = self.self_types.last() else { return };
            path.splice(..1, self_type.iter().cloned());
        }
        let line = line as u32;
        let first = self.uses.values.entry(path).or_insert(line);
        *first = line.min(*first);
    }

    fn syn_value(&mut self, qself: Option<&QSelf>, path: &syn::Path) {
        let line = path.segments.first().map_or(0, |first| first.ident.span().start().line);
        let mut segments = segments(path);
        match qself {
            // `<StoreError>::Database`
            Some(QSelf { position: 0, ty, .. }) => {
                let Some(mut of_type) = path_of(ty) else { return };
                of_type.append(&mut segments);
                self.value(of_type, line);
            }
            // An item of a trait.
            Some(_) => {}
            None => self.value(segments, line),
        }
    }

    fn in_self_type(&mut self, self_type: Option<Path>, visit: impl FnOnce(&mut Reader)) {
        self.self_types.push(self_type);
        visit(self);
        self.self_types.pop();
    }

    /// Visits an operand of `==`: a value that is only compared is not raised.
    fn compared(&mut self, operand: &Expr) {
        match operand {
            Expr::Path(_) => {}
            Expr::Paren(inner) => self.compared(&inner.expr),
            Expr::Reference(inner) => self.compared(&inner.expr),
            Expr::Call(call) if matches!(&*call.func, Expr::Path(_)) => {
                call.args.iter().for_each(|argument| self.visit_expr(argument));
            }
            other => self.visit_expr(other),
        }
    }

    fn import(&mut self, before: &Path, tree: &UseTree) {
        let with = |segment: &syn::Ident| {
            let mut path = before.clone();
            path.push(text(segment));
            path
        };
        match tree {
            UseTree::Path(tree) => self.import(&with(&tree.ident), &tree.tree),
            UseTree::Name(tree) if tree.ident == "self" => {
                self.name(before.last().cloned(), before);
            }
            UseTree::Name(tree) => self.name(Some(text(&tree.ident)), &with(&tree.ident)),
            UseTree::Rename(tree) if tree.ident == "self" => {
                self.name(Some(text(&tree.rename)), before);
            }
            UseTree::Rename(tree) => self.name(Some(text(&tree.rename)), &with(&tree.ident)),
            UseTree::Glob(_) => self.glob(before.clone()),
            UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.import(before, tree));
            }
        }
    }

    fn glob(&mut self, mut path: Path) {
        if let ([first], Some(Some(self_type))) = (&*path, self.self_types.last())
            && first == "Self"
        {
            path.clone_from(self_type);
        }
        if !self.uses.globs.contains(&path) {
            self.uses.globs.push(path);
        }
    }

    fn name(&mut self, name: Option<String>, path: &Path) {
        let Some(name) = name else { return };
        // `use store;` names nothing new.
        if *path != [name.clone()] {
            let paths = self.uses.names.entry(name).or_default();
            if !paths.contains(path) {
                paths.push(path.clone());
            }
        }
    }
}

impl<'f> Visit<'f> for Reader {
    fn visit_item(&mut self, item: &'f Item) {
        let attributes = match item {
            Item::Const(item) => &item.attrs,
            Item::Enum(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Macro(item) => &item.attrs,
            Item::Mod(item) => &item.attrs,
            Item::Static(item) => &item.attrs,
            Item::Trait(item) => &item.attrs,
            Item::Type(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            // Nothing inside of them constructs or names anything.
            _ => return,
        };
        if !is_left_out(attributes) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'f ItemUse) {
        self.import(&Path::new(), &item.tree);
    }

    fn visit_item_type(&mut self, item: &'f ItemType) {
        if let Some(path) = path_of(&item.ty) {
            self.name(Some(text(&item.ident)), &path);
        }
    }

    fn visit_item_enum(&mut self, item: &'f ItemEnum) {
        let name = text(&item.ident);
        self.uses
            .derived
            .extend(derived::constructions(item).map(|(variant, by)| (name.clone(), variant, by)));
        for (selector, variant) in derived::selectors(item) {
            self.name(Some(selector), &vec![name.clone(), variant]);
        }
        self.uses.enums.insert(name);
    }

    fn visit_item_impl(&mut self, item: &'f ItemImpl) {
        self.in_self_type(path_of(&item.self_ty), |reader| visit::visit_item_impl(reader, item));
    }

    fn visit_item_trait(&mut self, item: &'f ItemTrait) {
        self.in_self_type(None, |reader| visit::visit_item_trait(reader, item));
    }

    fn visit_impl_item_fn(&mut self, item: &'f ImplItemFn) {
        if !is_left_out(&item.attrs) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_impl_item_const(&mut self, item: &'f ImplItemConst) {
        if !is_left_out(&item.attrs) {
            visit::visit_impl_item_const(self, item);
        }
    }

    fn visit_trait_item_fn(&mut self, item: &'f TraitItemFn) {
        if !is_left_out(&item.attrs) {
            visit::visit_trait_item_fn(self, item);
        }
    }

    fn visit_local(&mut self, local: &'f Local) {
        if !is_left_out(&local.attrs) {
            visit::visit_local(self, local);
        }
    }

    fn visit_stmt_macro(&mut self, statement: &'f StmtMacro) {
        if !is_left_out(&statement.attrs) {
            visit::visit_stmt_macro(self, statement);
        }
    }

    fn visit_arm(&mut self, arm: &'f Arm) {
        if !is_left_out(&arm.attrs) {
            visit::visit_arm(self, arm);
        }
    }

    fn visit_expr(&mut self, expression: &'f Expr) {
        let attributes: &[Attribute] = match expression {
            Expr::Assign(it) => &it.attrs,
            Expr::Block(it) => &it.attrs,
            Expr::Call(it) => &it.attrs,
            Expr::If(it) => &it.attrs,
            Expr::Macro(it) => &it.attrs,
            Expr::Match(it) => &it.attrs,
            Expr::MethodCall(it) => &it.attrs,
            Expr::Path(it) => &it.attrs,
            Expr::Return(it) => &it.attrs,
            Expr::Struct(it) => &it.attrs,
            Expr::Try(it) => &it.attrs,
            // Where others have attributes, they count in doubt.
            _ => &[],
        };
        if !is_left_out(attributes) {
            visit::visit_expr(self, expression);
        }
    }

    fn visit_expr_path(&mut self, expression: &'f ExprPath) {
        self.syn_value(expression.qself.as_ref(), &expression.path);
    }

    fn visit_expr_struct(&mut self, expression: &'f ExprStruct) {
        self.syn_value(expression.qself.as_ref(), &expression.path);
        visit::visit_expr_struct(self, expression);
    }

    fn visit_expr_binary(&mut self, expression: &'f ExprBinary) {
        if matches!(expression.op, BinOp::Eq(_) | BinOp::Ne(_)) {
            self.compared(&expression.left);
            self.compared(&expression.right);
        } else {
            visit::visit_expr_binary(self, expression);
        }
    }

    fn visit_macro(&mut self, call: &'f Macro) {
        let name = call.path.segments.last().map(|last| text(&last.ident)).unwrap_or_default();
        match tokens::content(&name, &call.tokens) {
            Content::Expressions(expressions) => {
                for expression in &expressions {
                    self.visit_expr(expression);
                }
            }
            Content::Statements(statements) => {
                for statement in &statements {
                    self.visit_stmt(statement);
                }
            }
            Content::Paths(paths) => {
                for (path, line) in paths {
                    self.value(path, line);
                }
            }
        }
    }

    fn visit_pat(&mut self, pattern: &'f Pat) {
        if let Pat::Guard(guarded) = pattern {
            self.visit_expr(&guarded.guard);
        }
    }

    fn visit_type(&mut self, _: &'f Type) {}

    fn visit_attribute(&mut self, _: &'f Attribute) {}
}

fn is_left_out(attributes: &[Attribute]) -> bool {
    !attributes.is_empty() && (is_for_tests(attributes) || attributes.iter().any(is_test))
}

fn path_of(ty: &Type) -> Option<Path> {
    match ty {
        Type::Path(path) if path.qself.is_none() => Some(segments(&path.path)),
        // `$ty:ty` of a macro.
        Type::Group(group) => path_of(&group.elem),
        Type::Paren(paren) => path_of(&paren.elem),
        _ => None,
    }
}

fn segments(path: &syn::Path) -> Path {
    path.segments.iter().map(|segment| text(&segment.ident)).collect()
}

/// A word as the catalog has it.
pub(super) fn text(ident: &syn::Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map(str::to_owned).unwrap_or(text)
}
