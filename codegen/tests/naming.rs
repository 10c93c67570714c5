//! What types without a name are called, and what their variants are.

mod support;

use std::collections::BTreeSet;

use serde_json::{Value, json};

#[test]
fn what_is_sent_is_a_request_and_one_inside_another_does_not_take_its_name() {
    let error = json!({"type": "object", "properties": {"errors": {"type": "array", "items": {
        "type": "object", "properties": {"code": {"type": "string"}}}}}});
    let files = files(
        json!({"type": "object", "properties": {"size": {"enum": ["s", "l"]}}}),
        error,
    );
    let types = [
        "CreateRequest",
        "CreateSize",
        "ThingsCreateError",
        "ThingsCreateErrorDetails",
    ];
    assert_eq!(declared(&files), BTreeSet::from(types.map(str::to_owned)));
    assert!(
        files.contains("pub fn create(&self, body: &CreateRequest)"),
        "{files}"
    );
}

#[test]
fn alternatives_do_not_say_again_what_stands_around_them() {
    let options = json!({"anyOf": [
        {"title": "payment_options_param", "type": "object", "properties": {"expires": {"enum": ["now", "never"]}}},
        {"enum": [""], "type": "string"},
    ]});
    let files = of_request(json!({"payment_options": options}));
    let types = [
        "CreatePaymentOptions",
        "CreatePaymentOptionsExpires",
        "CreatePaymentOptionsParam",
        "CreateRequest",
    ];
    assert_eq!(declared(&files), BTreeSet::from(types.map(str::to_owned)));
    assert!(
        files.contains("Param(CreatePaymentOptionsParam)"),
        "{files}"
    );
    // A text that is the only one of its alternative has no type.
    assert!(files.contains("    Empty,\n}"), "{files}");
    assert!(files.contains("Empty: string is \"\""), "{files}");
}

#[test]
fn alternatives_do_not_say_what_all_of_them_say() {
    let node = |kind: &str| json!({"title": format!("{kind} node"), "type": "object", "properties": {kind: {}}});
    let files = of_request(json!({"child": {"anyOf": [node("cat"), node("dog")]}}));
    assert!(files.contains("Cat(CreateChildCat)"), "{files}");
    assert!(files.contains("Dog(CreateChildDog)"), "{files}");
}

#[test]
fn what_belongs_to_an_operation_is_called_as_its_method_and_what_it_reads_as_the_thing() {
    let thing = json!({"type": "object", "properties": {"name": {"type": "string"}}});
    let page = json!({"type": "object", "properties": {"data": {"type": "array", "items": thing}}});
    let limit = json!({"name": "limit", "in": "query", "schema": {"type": "integer"}});
    let files = read("/things", "getThings", page, json!([limit]));
    for (found, name) in [
        (
            "fn list(&self) -> Call<ListResponse, ListOptions>",
            "method",
        ),
        ("pub data: Option<Vec<Thing>>", "thing"),
    ] {
        assert!(files.contains(found), "{name}: {files}");
    }
}

#[test]
fn ids_that_are_made_of_method_and_path_are_no_names() {
    let thing = json!({"type": "object", "properties": {"kind": {"enum": ["a", "b"]}}});
    let id =
        json!({"name": "thing_id", "in": "path", "required": true, "schema": {"type": "string"}});
    let files = read("/things/{thing_id}", "get_things_id", thing, json!([id]));
    assert!(
        files.contains("fn get(&self, thing_id: &str) -> Call<GetResponse>"),
        "{files}"
    );
    assert!(files.contains("pub enum GetKind"), "{files}");
}

#[test]
fn alternatives_of_parts_are_called_after_what_only_they_have() {
    let thing = |name: &str| {
        json!({"title": name, "type": "object", "required": ["kind"],
            "properties": {"kind": {"type": "string"}, name: {"type": "string"}}})
    };
    let first = json!({"oneOf": [
        {"allOf": [thing("Update"), thing("Base")]},
        {"allOf": [thing("Merge"), thing("Base")]},
    ]});
    let last = json!({"oneOf": [
        {"allOf": [thing("Base"), thing("Update")]},
        {"allOf": [thing("Base"), thing("Merge")]},
    ]});
    for rule in [first, last] {
        let files = of_request(json!({"rule": rule}));
        let types = [
            "CreateRequest",
            "CreateRule",
            "CreateRuleMerge",
            "CreateRuleUpdate",
        ];
        assert_eq!(declared(&files), BTreeSet::from(types.map(str::to_owned)));
    }
}

#[test]
fn no_type_is_called_as_what_types_derive() {
    let derived = [
        "Debug",
        "Clone",
        "Copy",
        "PartialEq",
        "Eq",
        "PartialOrd",
        "Ord",
        "Hash",
        "Default",
    ];
    let record = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    let schemas = derived.map(|name| (name.to_owned(), record.clone()));
    let hooks = derived.map(|name| {
        let schema = json!({"$ref": format!("#/components/schemas/{name}")});
        let body = json!({"content": {"application/json": {"schema": schema}}});
        (name.to_owned(), json!({"post": {"requestBody": body}}))
    });
    let files = support::files(&json!({
        "openapi": "3.1.1",
        "info": {"title": "T", "version": "1"},
        "webhooks": serde_json::Map::from_iter(hooks),
        "components": {"schemas": serde_json::Map::from_iter(schemas)}
    }));
    let text: String = support::own_files(&files).map(|(_, text)| text).collect();
    for name in derived {
        assert!(
            text.contains(&format!("pub struct {name}Type {{")),
            "{name}: {text}"
        );
        assert!(
            !text.contains(&format!("pub struct {name} {{")),
            "{name}: {text}"
        );
    }
}

#[test]
fn alternatives_with_one_member_are_told_apart_by_its_kind() {
    let labels = |items: Value| json!({"type": "object", "properties": {"labels": {"type": "array", "items": items}}});
    let named = json!({"type": "object", "properties": {"name": {"type": "string"}}});
    let choice = json!({"oneOf": [labels(json!({"type": "string"})), labels(named)]});
    let files = of_request(json!({"choice": choice}));
    assert!(files.contains("TextLabels("), "{files}");
    assert!(files.contains("ObjectLabels("), "{files}");
}

#[test]
fn alternatives_that_only_demand_members_are_one_type() {
    let file = json!({
        "type": "object",
        "properties": {"content": {"type": "string"}, "name": {"type": "string"}},
        "anyOf": [{"required": ["content"]}, {"required": ["name"]}, {"type": "object", "maxProperties": 0}],
    });
    let files = of_request(json!({"file": file}));
    assert!(files.contains("pub struct CreateFile {"), "{files}");
}

#[test]
fn an_item_is_not_called_as_another_member() {
    let object =
        |member: &str| json!({"type": "object", "properties": {member: {"type": "string"}}});
    let files = of_request(json!({
        "subscription": object("a"), "subscriptions": {"type": "array", "items": object("b")},
    }));
    assert!(files.contains("pub struct CreateSubscription {"), "{files}");
    assert!(
        files.contains("pub struct CreateSubscriptionsItem {"),
        "{files}"
    );
}

#[test]
fn a_text_without_choice_is_one_type_wherever_it_stands() {
    let list = json!({"type": "object", "required": ["object"], "properties": {
        "object": {"type": "string", "enum": ["list"]}}});
    let files = files(list, json!({"$ref": "#/components/schemas/Failure"}));
    assert!(files.contains("pub enum ListObject {"), "{files}");
    assert!(!files.contains("pub enum CreateObject"), "{files}");
}

#[test]
fn digits_that_were_apart_stay_apart() {
    let files = of_request(json!({"version": {"enum": ["1.0.2", "2011-01-01", "10.2"]}}));
    assert!(files.contains("Value1_0_2 = \"1.0.2\""), "{files}");
    assert!(
        files.contains("Value2011_01_01 = \"2011-01-01\""),
        "{files}"
    );
}

#[test]
fn a_form_in_which_nothing_can_stand_is_not_asked_for() {
    let schema = json!({"type": "object", "properties": {}, "additionalProperties": false});
    let form = |required: bool| {
        let content = json!({"application/x-www-form-urlencoded": {"schema": schema}});
        made(
            json!({"required": required, "content": content}),
            json!({"type": "object"}),
        )
    };
    assert!(
        form(false).contains("pub fn create(&self)"),
        "{}",
        form(false)
    );
    assert!(
        form(true).contains("body: &CreateRequest"),
        "{}",
        form(true)
    );
}

/// All files of a client whose one operation takes an object with these members.
fn of_request(members: Value) -> String {
    files(
        json!({"type": "object", "properties": members}),
        json!({"type": "string"}),
    )
}

/// All files of a client whose one operation takes one thing, and fails with another.
fn files(request: Value, error: Value) -> String {
    let content = json!({"application/json": {"schema": request}});
    made(json!({"required": true, "content": content}), error)
}

fn made(body: Value, error: Value) -> String {
    let error = json!({"description": "", "content": {"application/json": {"schema": error}}});
    let operation = json!({
        "tags": ["Things"], "operationId": "things/create", "requestBody": body,
        "responses": {"204": {"description": ""}, "400": error},
    });
    let failure = json!({"type": "object", "properties": {
        "object": {"type": "string", "enum": ["list"]}, "code": {"type": "string"}}});
    let document = json!({
        "openapi": "3.1.0", "info": {"title": "Things", "version": "1"}, "paths": {"/things": {"post": operation}},
        "components": {"schemas": {"Failure": failure}},
    });
    all_code(&document)
}

fn all_code(document: &Value) -> String {
    let files = support::files(document);
    let code = support::own_files(&files).filter(|(path, _)| path.ends_with(".rs"));
    code.map(|(_, text)| text).collect()
}

/// All files of a client whose one operation reads one thing.
fn read(path: &str, id: &str, schema: Value, parameters: Value) -> String {
    let content = json!({"application/json": {"schema": schema}});
    let operation = json!({
        "tags": ["Things"], "operationId": id, "parameters": parameters,
        "responses": {"200": {"description": "", "content": content}},
    });
    let document = json!({
        "openapi": "3.1.0", "info": {"title": "Things", "version": "1"}, "paths": {path: {"get": operation}},
    });
    all_code(&document)
}

/// The types of the operation.
fn declared(files: &str) -> BTreeSet<String> {
    let lines = files.lines().filter_map(|line| {
        let rest = line
            .strip_prefix("pub struct ")
            .or_else(|| line.strip_prefix("pub enum "))?;
        rest.strip_suffix(" {")
    });
    lines
        .filter(|name| name.contains("Create"))
        .map(str::to_owned)
        .collect()
}
