//! How contract checks call an operation: an expression that takes its arguments from JSON.

use crate::rust::emit::print::literal;
use crate::rust::plan::{
    Argument, ArgumentForm, BodyArgument, BodyForm, Content, Group, Ident, Method, Resource,
    Returns, RustType,
};

/// The call of an operation, and how its answer becomes JSON.
pub fn call(resource: &Resource, method: &Method) -> String {
    let call = with_options(method, &plain(resource, method));
    if method.paging.is_some() {
        return format!("contract::pages({call}, input).await?");
    }
    match &method.returns {
        Returns::One(Content::Nothing) => format!("contract::nothing({call}.await)?"),
        Returns::One(Content::Text) => format!("contract::text({call}.await)?"),
        Returns::One(Content::Json(_)) | Returns::Optional(_) => {
            format!("contract::json({call}.await)?")
        }
        Returns::One(Content::Bytes) | Returns::Several(_) => {
            format!("contract::raw({call}.raw().await)?")
        }
    }
}

fn plain(resource: &Resource, method: &Method) -> String {
    let own = method.arguments.iter();
    let own = own.filter(|argument| !argument.is_grouped).map(argument);
    let group = method.group.iter();
    let group = group.map(|group| grouped(&resource.accessor, group, method));
    let arguments: Vec<String> = own
        .chain(group)
        .chain(method.body.as_ref().map(body))
        .collect();
    format!(
        "client.{}().{}({})",
        resource.accessor,
        method.ident,
        arguments.join(", ")
    )
}

fn with_options(method: &Method, call: &str) -> String {
    let optional = method.options.iter().flat_map(|marker| &marker.parameters);
    let options: Vec<String> = optional.map(|one| option(&one.argument)).collect();
    if options.is_empty() {
        return call.to_owned();
    }
    format!("contract::with!({call}, input, {})", options.join(", "))
}

fn argument(argument: &Argument) -> String {
    let wire = literal(&argument.wire);
    match &argument.form {
        ArgumentForm::Text => format!("&input.text({wire})?"),
        ArgumentForm::Display(ty) | ArgumentForm::Value(ty) if ty.is_copy() => {
            format!("input.value({wire})?")
        }
        ArgumentForm::Display(_) | ArgumentForm::Value(_) => format!("&input.value({wire})?"),
        ArgumentForm::Chosen(_) => format!("input.value({wire})?"),
        ArgumentForm::Into(ty) => format!("input.value::<contract::{}>({wire})?", turned(ty)),
        ArgumentForm::Slice(_) => format!("&input.value::<Vec<_>>({wire})?"),
        ArgumentForm::File => format!("input.text({wire})?"),
        ArgumentForm::Texts | ArgumentForm::Files => {
            format!("input.value::<Vec<String>>({wire})?")
        }
    }
}

/// The type of the run time into which an argument is turned.
fn turned(ty: &RustType) -> &'static str {
    match ty {
        RustType::Date => "Date",
        RustType::DateTime => "DateTime",
        _ => "Number",
    }
}

fn grouped(module: &Ident, group: &Group, method: &Method) -> String {
    let members = method.arguments.iter();
    let members = members.filter(|argument| argument.is_grouped).map(|argument| {
        let (name, wire) = (&argument.ident, literal(&argument.wire));
        match &argument.form {
            ArgumentForm::Text => format!("{name}: input.text({wire})?"),
            ArgumentForm::File => format!("{name}: input.text({wire})?.into()"),
            ArgumentForm::Files => format!(
                "{name}: input.value::<Vec<String>>({wire})?.into_iter().map(Into::into).collect()"
            ),
            _ => format!("{name}: input.value({wire})?"),
        }
    });
    let members: Vec<String> = members.collect();
    format!(
        "&crate::{module}::{} {{ {} }}",
        group.ident,
        members.join(", ")
    )
}

fn body(body: &BodyArgument) -> String {
    let value = match &body.form {
        BodyForm::Json(ty) | BodyForm::Form(ty, ..)
            if ty.is_copy() || matches!(ty, RustType::Vec(_)) =>
        {
            "input.body()?"
        }
        BodyForm::Json(RustType::String) | BodyForm::Form(RustType::String, ..) => {
            "input.body::<String>()?"
        }
        BodyForm::Json(_) | BodyForm::Form(..) => "&input.body()?",
        BodyForm::Text => "input.body_text()",
        BodyForm::Bytes if body.optional => "input.body_bytes().into()",
        BodyForm::Bytes => "input.body_bytes()",
    };
    if body.optional {
        format!("Some({value})")
    } else {
        value.to_owned()
    }
}

/// The way in which an optional parameter is passed, its method, and its name where that is another.
fn option(argument: &Argument) -> String {
    let way = match &argument.form {
        ArgumentForm::Text => "text",
        ArgumentForm::Display(ty) | ArgumentForm::Value(ty) if ty.is_copy() => "value",
        ArgumentForm::Display(_) | ArgumentForm::Value(_) => "by",
        ArgumentForm::Chosen(_) => "value",
        ArgumentForm::Into(ty) => turned(ty),
        ArgumentForm::Slice(_) => "items",
        ArgumentForm::File => "file",
        ArgumentForm::Texts | ArgumentForm::Files => "texts",
    };
    let name = &argument.ident;
    if name.bare() == argument.wire {
        format!("{way} {name}")
    } else {
        format!("{way} {name} {}", literal(&argument.wire))
    }
}
