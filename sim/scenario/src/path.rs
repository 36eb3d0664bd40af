//! Paths of scenario files as texts: `/` between parts, no `.` or `..` inside.
//!
//! Knows no disk: whether a path exists is the loader's business. `builtin:` marks shipped files.

/// What paths of shipped files start with.
pub(crate) const BUILTIN: &str = "builtin:";

/// The path with `\` made `/`, and `.` and `..` worked out as far as possible.
pub(crate) fn normalise(path: &str) -> String {
    let path = path.replace('\\', "/");
    let (prefix, rest) = match path.strip_prefix(BUILTIN) {
        Some(rest) => (BUILTIN, rest),
        None if path.starts_with('/') => ("/", path.as_str()),
        None => ("", path.as_str()),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in rest.split('/') {
        match part {
            "" | "." => {}
            ".." => match parts.last() {
                Some(&last) if last != ".." => {
                    parts.pop();
                }
                _ if prefix.is_empty() => parts.push(".."),
                _ => {}
            },
            _ => parts.push(part),
        }
    }
    format!("{prefix}{}", parts.join("/"))
}

/// The path that `target`, written in the file `from`, means.
pub(crate) fn join(from: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let drive = target.as_bytes().get(1) == Some(&b':');
    if target.starts_with('/') || target.starts_with(BUILTIN) || drive {
        return normalise(&target);
    }
    normalise(&format!("{}{target}", folder(from)))
}

/// The way from the folder of `from` to `path`; independent of where both lie.
pub(crate) fn relative(from: &str, path: &str) -> String {
    let base = folder(from);
    if base.starts_with(BUILTIN) != path.starts_with(BUILTIN) {
        return path.to_owned();
    }
    let strip = |p: &str| p.strip_prefix(BUILTIN).unwrap_or(p).to_owned();
    let (base, path) = (strip(base), strip(path));
    let base: Vec<&str> = base.split('/').filter(|p| !p.is_empty()).collect();
    let path: Vec<&str> = path.split('/').filter(|p| !p.is_empty()).collect();
    let common = base.iter().zip(&path).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; base.len() - common];
    parts.extend(&path[common..]);
    parts.join("/")
}

/// Everything up to and including the last `/` (or `builtin:`).
fn folder(path: &str) -> &str {
    match path.rfind('/') {
        Some(end) => &path[..=end],
        None if path.starts_with(BUILTIN) => BUILTIN,
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::{join, normalise, relative};

    #[test]
    fn paths_are_relative_to_the_naming_file() {
        assert_eq!(join("studies/s.ron", "../models/a.ron"), "models/a.ron");
        assert_eq!(join("s.ron", "..\\models\\a.ron"), "../models/a.ron");
        assert_eq!(join("builtin:studies/s.ron", "../models/a.ron"), "builtin:models/a.ron");
        assert_eq!(join("x/s.ron", "builtin:models/a.ron"), "builtin:models/a.ron");
        assert_eq!(join("/x/s.ron", "./a.ron"), "/x/a.ron");
        assert_eq!(join("x/s.ron", "/y/a.ron"), "/y/a.ron");
        assert_eq!(normalise("/../a//b/./c"), "/a/b/c");
        assert_eq!(normalise("builtin:../a"), "builtin:a");
    }

    #[test]
    fn relative_paths_do_not_depend_on_the_place() {
        for root in ["", "/home/x/", "../y/", "builtin:"] {
            let study = normalise(&format!("{root}studies/s.ron"));
            let model = join(&study, "../models/a.ron");
            assert_eq!(relative(&study, &study), "s.ron");
            assert_eq!(relative(&study, &model), "../models/a.ron");
        }
        assert_eq!(relative("s/s.ron", "builtin:models/a.ron"), "builtin:models/a.ron");
    }
}
