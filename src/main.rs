//! The program: hands over to [`depeche::cli`], which has all the opinions.

fn main() -> std::process::ExitCode {
    depeche::cli::main()
}
