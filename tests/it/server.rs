//! A server of news for tests: one thread, one connection after the other, a script of answers.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What the server does with a request.
pub enum Answer {
    /// Status line without the version, fields, body; the length is added.
    Whole(&'static str, Vec<String>, Vec<u8>),
    /// These bytes, and the connection is closed.
    Raw(Vec<u8>),
    /// A body without an end, as long as anybody listens.
    Endless,
    /// The client is sent to the same address again.
    Round,
}

/// A running server; its thread ends with the program.
pub struct Server {
    port: u16,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Gives these answers, and the last one again and again.
    pub fn start(answers: Vec<Answer>) -> Server {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::default();
        let seen = Arc::clone(&requests);
        thread::spawn(move || {
            for (number, stream) in listener.incoming().enumerate() {
                let answer = &answers[number.min(answers.len() - 1)];
                // Clients may hang up whenever they like.
                let _ = serve(stream.unwrap(), answer, &seen);
            }
        });
        Server { port, requests }
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/wire", self.port)
    }

    /// The requests so far, in lower case.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// 200 with these fields.
pub fn ok(fields: &[&str], body: impl Into<Vec<u8>>) -> Answer {
    let fields = fields.iter().map(|field| (*field).to_owned()).collect();
    Answer::Whole("200 OK", fields, body.into())
}

/// Another status.
pub fn says(status: &'static str, fields: &[&str]) -> Answer {
    let fields = fields.iter().map(|field| (*field).to_owned()).collect();
    Answer::Whole(status, fields, Vec::new())
}

fn serve(
    mut stream: TcpStream,
    answer: &Answer,
    requests: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    let mut request = Vec::new();
    let mut buffer = [0; 1024];
    while !request.ends_with(b"\r\n\r\n") {
        match stream.read(&mut buffer)? {
            0 => return Ok(()),
            count => request.extend(&buffer[..count]),
        }
    }
    let request = String::from_utf8_lossy(&request).to_lowercase();
    requests.lock().unwrap().push(request);
    match answer {
        Answer::Whole(status, fields, body) => {
            let fields: String = fields.iter().map(|field| format!("{field}\r\n")).collect();
            let length = body.len();
            let head = format!("HTTP/1.1 {status}\r\n{fields}Content-Length: {length}\r\n\r\n");
            stream.write_all(head.as_bytes())?;
            stream.write_all(body)
        }
        Answer::Raw(bytes) => stream.write_all(bytes),
        Answer::Endless => {
            stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n")?;
            loop {
                stream.write_all(&[b'a'; 1 << 14])?;
            }
        }
        Answer::Round => {
            let head = "HTTP/1.1 302 Found\r\nLocation: /wire\r\nContent-Length: 0\r\n\r\n";
            stream.write_all(head.as_bytes())
        }
    }
}
