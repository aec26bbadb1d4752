export { RegisterForm } from "./register-form";
export { SignInForm } from "./sign-in-form";
