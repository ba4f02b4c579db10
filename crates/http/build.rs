//! The web app's build is embedded; where there is none yet, an empty folder stands in for it.

fn main() -> std::io::Result<()> {
    let dist = "../../frontend/dist";
    std::fs::create_dir_all(dist)?;
    println!("cargo:rerun-if-changed={dist}");
    println!("cargo:rerun-if-changed=build.rs");
    Ok(())
}
